using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;

namespace WesMemGuard.Cli.Tests;

/// <summary>
/// Each text that a run can hold, one after the other, is what a hostile node would say; then every sink shows the run
/// by its own rule: a terminal, lines of CI, Markdown, HTML, XML, SARIF, CSV, JSON. A field that is new in the run's
/// file is found by itself.
/// </summary>
internal sealed class HostileFieldsTests
{
    private const string Evil =
        "=cmd()|evil\n::error file=x::owned\r\n##[error]owned\u001b[31m\u202e"
            + "<script>alert(1)</script>]]>&<!--|`x`[a](http://b)\u0007\ud800";

    private const string Budget = """
        { "warmUp": "10 s", "limits": [
          { "of": "process", "metric": "rss", "peak": "1 MiB" }, { "of": "process", "metric": "liveHeap", "growthPerHour": "1 MiB" },
          { "of": "mempool.txpool", "metric": "objects", "growthPerHour": 1 },
          { "of": "process", "metric": "goroutines", "phase": "load", "peak": 100 } ] }
        """;

    /// <summary>Kinds and moments are no free text: the reader refuses what it doesn't know.</summary>
    private static readonly string[] Typed = ["at", "startedAt", "endedAt", "from", "to", "part", "origin"];

    private static IEnumerable<string> Places() =>
        Lines().SelectMany(line => Texts(line, "")).Select(t => t.Place).Distinct().Order();

    [TestCaseSource(nameof(Places))]
    public async Task A_hostile_text_in_it_harms_no_sink(string place)
    {
        using var tool = new Tool();
        tool.Folder.Write("runs/r/run.jsonl", string.Concat(Lines().Select(line => Spoiled(line, place) + "\n")));
        tool.Folder.Write("budget.json", Budget);

        foreach (var width in new int?[] { null, 120 })
        {
            tool.Screen = width is { } columns ? () => (columns, 40) : null;
            foreach (var args in new string[][]
            {
                ["judge", "runs/r", "--budget", "budget.json"], ["judge", "runs/r", "--budget", "budget.json", "--json"],
                ["analyze", "runs/r"], ["diagnose", "runs/r"], ["diagnose", "runs/r", "--json"],
                ["report", "runs/r", "--budget", "budget.json", "-o", "r.html"],
                ["report", "runs/r", "--budget", "budget.json", "--md", "-o", "r.md"],
            })
                (await tool.RunAsync(args)).ShouldBeOneOf([0, 1, 2, 3, 4, 5], tool.Error);
        }

        (tool.Out + "\n" + tool.Error).ShouldBeHarmless();
        var page = Path.Combine(tool.Folder.Path, "r.html");
        if (!File.Exists(page))
        {
            tool.Error.ShouldNotBeEmpty(); // the reader refused it, and said so
            return;
        }

        File.ReadAllText(page).ShouldBeHarmless();
        File.ReadAllText(page).ShouldNotContain("<script>alert");
        ShouldHoldNoMarkup(File.ReadAllText(Path.Combine(tool.Folder.Path, "r.md")));
        tool.Out.Split('\n').ShouldAllBe(line => !line.StartsWith('='));
    }

    [Test]
    public async Task All_of_them_at_once_harm_no_file_of_a_suite()
    {
        using var tool = new Tool();
        tool.Folder.Write("runs/r/run.jsonl", string.Concat(Lines().Select(line => Spoiled(line, null) + "\n")));
        tool.Folder.Write("budget.json", Budget);
        tool.Folder.Write("breaks-x/scenario.json", """{ "recording": "../rec" }""");
        tool.Folder.Write("breaks-x/budget.json", Budget);

        Places().Count().ShouldBeGreaterThan(20);
        (await tool.RunAsync("judge", "runs/r", "--budget", "budget.json", "--json")).ShouldBe(1, tool.Error);
        (await tool.RunAsync("report", "runs/r", "--budget", "budget.json", "-o", "r.html")).ShouldBe(0, tool.Error);
        (await tool.RunAsync("report", "runs/r", "--budget", "budget.json", "--md", "-o", "r.md")).ShouldBe(0,
            tool.Error);
        await WriteSuiteAsync(tool.Folder.Path);

        string Read(string name) => File.ReadAllText(Path.Combine(tool.Folder.Path, name));
        (tool.Out + "\n" + tool.Error).ShouldBeHarmless();
        foreach (var name in new[] { "r.html", "r.md", "j.xml", "s.json", "m.md" })
        {
            Read(name).ShouldNotBeEmpty(name);
            Read(name).ShouldBeHarmless();
        }

        Read("r.html").ShouldNotContain("<script>alert");
        ShouldHoldNoMarkup(Read("r.md"));
        ShouldHoldNoMarkup(Read("m.md"));
        XDocument.Parse(Read("j.xml")).Descendants("testcase").Count().ShouldBe(4);
        JsonDocument.Parse(Read("s.json")).RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength().ShouldBe(4);
    }

    /// <summary>Nothing in it is HTML or a link, but for what stands in a fence, where all is code.</summary>
    private static void ShouldHoldNoMarkup(string markdown)
    {
        string? fence = null;
        var shown = new List<string>();
        foreach (var line in markdown.Split('\n'))
        {
            if (fence is not null)
                fence = line == fence ? null : fence;
            else if (line.StartsWith("```", StringComparison.Ordinal))
                fence = line.Replace("text", "", StringComparison.Ordinal);
            else
                shown.Add(line);
        }

        fence.ShouldBeNull("a fence has no end");
        shown.Count.ShouldBeGreaterThan(3);
        shown.ShouldAllBe(line => !line.Contains("<script>", StringComparison.Ordinal)
            && !line.Contains("[a](http", StringComparison.Ordinal));
    }

    /// <summary>
    /// What <c>run</c> writes of a scenario whose run is this one: no scenario stores runs, so its writers are called.
    /// </summary>
    private static async Task WriteSuiteAsync(string folder)
    {
        var judged = await new RunJudge(folder, TimeSpan.FromMinutes(1)).JudgeAsync("runs/r", "budget.json", default);
        var suite = Suite.Find(["breaks-x"], folder, []);
        var result = new ScenarioResult { Scenario = suite.Scenarios.Single(), Budget = judged.Budget, Verdict = judged.Verdict };
        var surroundings = new Surroundings(TextWriter.Null, TextWriter.Null, folder, new Dictionary<string, string>(),
            IsTerminal: false,
            Surroundings.PlainWidth);
        RunFiles.Write(suite, [result], new RunFileNames("j.xml", "s.json", "m.md"), surroundings);
    }

    /// <summary>A line with the text in one place of it, or in all.</summary>
    private static string Spoiled(JsonObject line, string? place)
    {
        var copy = line.DeepClone().AsObject();
        foreach (var (at, set) in Texts(copy, ""))
        {
            var isKind =
                at.StartsWith("run.", StringComparison.Ordinal) || at.EndsWith(".kind", StringComparison.Ordinal);
            if (place is null ? !isKind : at == place)
                set(Evil);
        }

        return copy.ToJsonString();
    }

    private static IEnumerable<(string Place, Action<string> Set)> Texts(JsonNode node, string path)
    {
        if (node is JsonArray list)
        {
            foreach (var found in list.Where(n => n is not null).SelectMany(n => Texts(n!, path + "[]")).ToList())
                yield return found;
        }

        foreach (var (name, value) in node is JsonObject fields ? fields.ToList() : [])
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            if (value is JsonValue text && text.GetValueKind() == JsonValueKind.String && !Typed.Contains(name))
                yield return (at, evil => node[name] = evil);
            foreach (var found in value is null ? [] : Texts(value, at).ToList())
                yield return found;
        }
    }

    /// <summary>A run with every kind of line, of 20 minutes.</summary>
    private static IEnumerable<JsonObject> Lines()
    {
        var start = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
        return [.. Samples(start), .. Story(start)];
    }

    private static IEnumerable<JsonObject> Samples(DateTimeOffset start)
    {
        yield return Line(new
        {
            run = new
            {
                id = "r",
                name = "r",
                startedAt = start,
                origin = "live",
                mode = "heuristic",
                memoryInterval = 10,
                metricsInterval = 30,
                plan = new { phases = new[] { new { name = "load", kind = "reads", seconds = 600 } } },
            },
        });
        for (var i = 0; i < 120; i++)
        {
            yield return Line(new
            {
                memory = new
                {
                    at = start.AddSeconds(10 * i),
                    sample = new
                    {
                        rssBytes = 2e8 + (5e5 * i),
                        heapAlloc = 1e9 + i,
                        heapInuse = 1e9,
                        numGc = 1 + (i / 6),
                        goroutines = 100 + i,
                        modules = new[] { Module("mempool.txpool", i), Module("other", i) },
                    },
                },
            });
        }
    }

    private static IEnumerable<JsonObject> Story(DateTimeOffset start)
    {
        var odd = new { kind = "unexpected", detail = "no", status = 418 };
        yield return Line(new { memory = new { at = start.AddSeconds(1201), miss = odd } });
        yield return Line(new { metrics = new { at = start.AddSeconds(30), miss = new { kind = "unreadable", detail = "no" } } });
        yield return Line(new { process = new { at = start.AddSeconds(30), miss = new { kind = "refused", detail = "no" } } });
        yield return Line(new { chain = new { at = start.AddSeconds(1), sample = new { chainId = "0x275d" } } });
        yield return Line(new { chain = new { at = start.AddSeconds(900), sample = new { chainId = "0x275e" } } });
        yield return Line(new { other = new { at = start.AddSeconds(2), path = "/api/v1/txpool/status", miss = odd } });
        yield return Line(new
        {
            phase = new
            {
                name = "load",
                kind = "reads",
                rate = 1,
                startedAt = start.AddSeconds(60),
                endedAt = start.AddSeconds(660),
                sent = 9,
                ok = 1,
                limited = 0,
                failed = 8,
                error = "no",
                load = new { due = 600, results = new[] { new { kind = "rpcError", count = 8, code = -32000, reason = "no" } } },
            },
        });
        yield return Line(new { @event = new { at = start.AddSeconds(5), name = "extended", detail = "no" } });
        yield return Line(new { @event = new { at = start.AddSeconds(6), name = "died", detail = "no", code = 2 } });
        yield return Line(new
        {
            loss = new { kind = "torn", from = start.AddSeconds(700), to = start.AddSeconds(800), file = "exchanges.jsonl", line = 7 },
        });
        yield return Line(new { @event = new { at = start.AddSeconds(1202), name = "end" } });
    }

    private static object Module(string name, int i) =>
        new { module = name, layer = "L3", objects = 10 * i, approxBytes = 100 * i, cacheItems = 0, queueLength = 0 };

    private static JsonObject Line(object fields) => JsonSerializer.SerializeToNode(fields)!.AsObject();
}
