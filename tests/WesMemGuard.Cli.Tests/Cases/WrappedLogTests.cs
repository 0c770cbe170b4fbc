using System.IO.Compression;
using System.Text.Json;

namespace WesMemGuard.Cli.Tests.Cases;

/// <summary>A node's log as collectors keep it, whole or in part, is judged as it was written; what can't be read is missing time.</summary>
internal sealed class WrappedLogTests
{
    private const string At = "2026-11-22T16:00:00.000123456Z";

    /// <summary>Of the long log every line that tells of memory or the pool, and some of the others.</summary>
    private static readonly List<string> Log = Lines();

    private static readonly Dictionary<string, Func<string, string>> Envelopes = new()
    {
        ["docker"] = l => JsonSerializer.Serialize(new { log = l + "\n", stream = "stdout", time = At }),
        ["cri"] = l => $"{At} stdout F {l}",
        ["kubectl"] = l => $"{At} {l}",
        ["compose"] = l => $"wes-node-1  | {l}",
    };

    private Tool _tool = null!;

    private static IEnumerable<string> Names => Envelopes.Keys;

    [SetUp]
    public void Begin()
    {
        _tool = new Tool();
        _tool.Folder.Write("budget.json", """{ "limits": [ { "of": "process", "metric": "rss", "peak": "256 MiB" } ] }""");
    }

    [TearDown]
    public void End() => _tool.Dispose();

    [TestCaseSource(nameof(Names))]
    public async Task It_tells_what_it_told_before(string name)
    {
        _tool.Folder.Write("plain.log", Text(Log));
        _tool.Folder.Write(name + ".log", Text(Log.Select(Envelopes[name])));

        (await _tool.RunAsync("judge", "plain.log", name + ".log", "--budget", "budget.json", "--json")).ShouldBe(1);
        var verdicts = _tool.Lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("verdicts")[0]).ToList();
        verdicts[0].GetProperty("value").GetDouble().ShouldBeGreaterThan(1_100);
        foreach (var property in new[] { "outcome", "value", "samples", "from", "to", "reasonId" })
            verdicts[1].GetProperty(property).ToString().ShouldBe(verdicts[0].GetProperty(property).ToString(), property);
        (await FirstFindingAsync(name + ".log")).ShouldBe(await FirstFindingAsync("plain.log"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Of_two_rotations_one_may_be_wrapped(bool startsWrapped)
    {
        var cut = Log.Count * 2 / 3;
        var (wrap, keep) = (Envelopes["docker"], (Func<string, string>)(l => l));
        _tool.Folder.Write("half/node-system-2026-11-22T16-12-00.000.log", Text(Log.Take(cut).Select(startsWrapped ? wrap : keep)));
        _tool.Folder.Write("half/node-system.log", Text(Log.Skip(cut).Select(startsWrapped ? keep : wrap)));

        (await _tool.RunAsync("judge", "half", "--budget", "budget.json")).ShouldBe(1, _tool.Out + _tool.Error);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Of_two_rotations_one_that_cannot_be_read_is_missing(bool isStart)
    {
        var cut = Log.Count * 2 / 3;
        string Cut(string line) => line[..(line.Length * 3 / 5)];
        _tool.Folder.Write("budget.json", """{ "limits": [ { "of": "process", "metric": "rss", "peak": "2 GiB" } ] }""");
        _tool.Folder.Write("half/node-system-2026-11-22T16-12-00.000.log", Text(Log.Take(cut).Select(l => isStart ? Cut(l) : l)));
        _tool.Folder.Write("half/node-system.log", Text(Log.Skip(cut).Select(l => isStart ? l : Cut(l))));

        (await _tool.RunAsync("judge", "half", "--budget", "budget.json", "--json")).ShouldNotBe(0);

        var judged = JsonDocument.Parse(_tool.Lines.ShouldHaveSingleItem()).RootElement;
        judged.GetProperty("verdicts")[0].GetProperty("outcome").GetString().ShouldBe("inconclusive");
        judged.GetProperty("losses").GetArrayLength().ShouldBeGreaterThan(0);
    }

    private async Task<string?> FirstFindingAsync(string log)
    {
        using var tool = new Tool();
        (await tool.RunAsync("diagnose", Path.Combine(_tool.Folder.Path, log), "--json")).ShouldBe(1, tool.Error);
        return JsonDocument.Parse(tool.Out).RootElement.GetProperty("findings")[0].GetProperty("problem").GetString();
    }

    private static string Text(IEnumerable<string> lines) => string.Join('\n', lines) + "\n";

    private static List<string> Lines()
    {
        var file = Directory.GetFiles(Path.Combine(RepositoryFolder.Recording("transfers"), "logs"), "node-system*.gz").Single();
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var lines = new List<string>();
        for (var number = 0; reader.ReadLine() is { } line; number++)
        {
            if (number % 40 == 0 || line.Contains("memory_sample", StringComparison.Ordinal)
                || line.Contains("queueLen", StringComparison.Ordinal))
                lines.Add(line);
        }

        return lines;
    }
}
