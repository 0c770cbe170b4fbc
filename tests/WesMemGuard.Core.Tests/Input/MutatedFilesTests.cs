using System.Diagnostics;
using System.Text;
using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Json;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Core.Tests.Input;

/// <summary>Whatever stands in a file: a result or bad input, never another exception, never a hang.</summary>
internal sealed class MutatedFilesTests
{
    private const string Budget = """
        // a budget
        { "warmUp": "5 min", /* as measured */
          "limits": [
            { "of": "process", "metric": "liveHeap", "evidence": "nextGc", "growthPerHour": "4.5 MiB", "saturatesBy": "20 min" },
            { "of": "process", "metric": "liveHeap", "phase": "rest*", "growthPer": { "unit": "cycle", "max": "1 KiB" } },
            { "of": "block.builder", "metric": "objects", "returnsTo": { "from": "wa\u0072m", "after": "settle", "tolerance": 1e1 } },
            { "of": "ures", "metric": "bytes", "zeroExpected": true, "growth": { "from": "warm", "to": "内存", "max": "8 MB" } }, ] }
        """;

    private const string Scenario = """
        { "title": "t", "node": { "start": { "command": "node", "args": [ "--x" ], "config": { "a": [ 1, null, true ] },
          "env": { "GOGC": "50" } } },
          "phases": [
            { "phase": "warm", "kind": "idle", "for": "5 min" },
            { "repeat": 2, "phases": [ { "phase": "pay", "kind": "transfers", "rate": 1.5, "for": "1 h", "keys": { "env": "KEYS" } } ] },
            { "phase": "call", "kind": "rpc", "rate": 5, "for": "1 min", "method": "wes_getBalance",
              "params": [ { "privateKey": "{key}" } ] } ] }
        """;

    private static readonly string[] Pieces =
        ["{", "}", "[", "]", "\"", ",", ":", "\\", "/*", "//", "\n", "\0", "1e999", "-", "NaN", "\\u12", "\uFEFF", "null",
            "\"limits\"", "\"peak\"", "é", " "];

    [TestCase("budget.json", Budget)]
    [TestCase("scenario.json", Scenario)]
    public void Five_thousand_mutated_files_are_read_or_refused(string file, string text)
    {
        var random = new Random(20261122);
        var whole = Encoding.UTF8.GetBytes(text);
        var (read, refused) = (0, 0);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 5000; i++)
        {
            var mutated = Mutate(whole, random);
            if (Reads(mutated, file))
                read++;
            else
                refused++;
        }

        Reads(whole, file).ShouldBeTrue();
        read.ShouldBeGreaterThan(50);
        refused.ShouldBeGreaterThan(3000);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Test]
    public void Two_thousand_files_of_noise_are_refused()
    {
        var random = new Random(20261123);
        for (var i = 0; i < 2000; i++)
        {
            var noise = new byte[random.Next(1, 300)];
            random.NextBytes(noise);
            Reads(noise, i % 2 == 0 ? "budget.json" : "scenario.json").ShouldBeFalse();
        }
    }

    [TestCase("[")]
    [TestCase("{\"a\":")]
    [TestCase("\"")]
    [TestCase("1")]
    [TestCase("/*")]
    [TestCase("//\n")]
    [TestCase("\\")]
    [TestCase("NaN,")]
    [TestCase("\"\\u0000\",")]
    [TestCase("{\"recorded\":1},")]
    public void A_megabyte_of_one_thing_is_refused_in_time(string piece)
    {
        var clock = Stopwatch.StartNew();
        var text = new StringBuilder().Insert(0, piece, JsonText.MostBytes / piece.Length).ToString();

        Reads(Encoding.UTF8.GetBytes(text), "budget.json").ShouldBeFalse();
        Reads(Encoding.UTF8.GetBytes("[" + text[2..]), "budget.json").ShouldBeFalse();
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Test]
    public void A_megabyte_of_unknown_properties_is_refused_in_time()
    {
        var clock = Stopwatch.StartNew();
        var text =
            "{" + string.Concat(Enumerable.Range(10_000, 40_000).Select(i => $"\"metricsInterv{i}\":1,\n")) + "}";

        Reads(Encoding.UTF8.GetBytes(text), "scenario.json").ShouldBeFalse();
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    /// <summary>Whether it reads; any exception but bad input goes up and fails the test.</summary>
    private static bool Reads(byte[] bytes, string file)
    {
        try
        {
            if (file == "budget.json")
                BudgetFile.Read(bytes, file).Limits.ShouldNotBeEmpty();
            else
                ScenarioFile.Read(bytes, file).File.ShouldBe(file);
            return true;
        }
        catch (BadInputException bad)
        {
            bad.Problems.Count.ShouldBeInRange(1, 20);
            bad.Message.Length.ShouldBeLessThan(20_000);
            return false;
        }
    }

    private static byte[] Mutate(byte[] whole, Random random)
    {
        var bytes = new List<byte>(whole);
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 12), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes[at] = (byte)(bytes[at] ^ (1 << random.Next(8)));
                    break;
                default:
                    if (random.Next(10) == 0)
                        bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }

            if (bytes.Count == 0)
                break;
        }

        return [.. bytes];
    }
}
