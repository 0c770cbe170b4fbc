using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using WesMemGuard.Input;
using WesMemGuard.Reports.Html;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports.Tests.Html;

internal sealed class HtmlReportTests
{
    private const int MostBytes = 1_500_000;

    [Test]
    public void A_day_at_ten_seconds_fits_into_a_page_that_opens_fast()
    {
        var page = Written(Report(SeenRun.Of(24, [.. Enumerable.Range(0, 12).Select(i => $"module{i}")])));

        Encoding.UTF8.GetByteCount(page).ShouldBeInRange(100_000, MostBytes);
    }

    [Test]
    public void A_name_that_the_node_gives_is_never_markup()
    {
        SeenRun.HostileNames.ShouldNotBeEmpty();
        var clean = Shape(Written(Hostile("name")));

        foreach (var name in SeenRun.HostileNames)
        {
            var page = Written(Hostile(name));
            Shape(page).ShouldBe(clean, $"{name[..Math.Min(40, name.Length)]} changed the page's elements");
            page.ShouldNotContain("\u202E");
            page.ShouldNotContain("\0");
            page.Length.ShouldBeLessThan(MostBytes);
        }
    }

    [Test]
    public void Only_the_pages_own_scripts_may_run_and_nothing_is_loaded()
    {
        var page = Written(Report(SeenRun.Of(1, "block")));
        var allowed = Regex.Match(page, "script-src ([^\"]+)\"").Groups[1].Value.Split(' ');
        var scripts = Regex.Matches(page, "<script>(.*?)</script>", RegexOptions.Singleline).Select(m => m.Groups[1].Value).ToArray();

        scripts.Length.ShouldBe(2);
        scripts.Select(s => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(s)))}'").ShouldBe(allowed);
        page.ShouldContain("default-src 'none'");
        Regex.Matches(page, "<[^>]+ (src|href)=\"(?!#)").ShouldBeEmpty();
    }

    [Test]
    public void What_is_drawn_is_what_was_measured()
    {
        var run = SeenRun.Of(0.5, "block");
        var data = Data(Written(Report(run)));
        var chart =
            data.GetProperty("charts").EnumerateArray().Single(c => c.GetProperty("id").GetString() == "process");
        var scale = chart.GetProperty("scale").GetDouble();
        var lines = chart.GetProperty("lines").EnumerateArray().Where(l => l.GetProperty("kind").GetString() == "line")
            .Select(l => Summed(l.GetProperty("v"))).ToList();

        lines.ShouldContain(line => line.Count == run.Process.Count
            && line.Zip(run.Process, (drawn, seen) => Math.Abs((drawn * scale) - (seen.Sample!.RssBytes / ByteSize.MiB)) <= 0.006)
                .All(same => same));
        data.GetProperty("from").GetInt64().ShouldBe(SeenRun.Start.ToUnixTimeMilliseconds());
    }

    [Test]
    public void Every_text_is_there_in_both_languages_and_one_is_shown()
    {
        var english = Written(Report(SeenRun.Of(1, "block")));
        var chinese = Written(Report(SeenRun.Of(1, "block")), Language.Chinese);

        english.ShouldContain("<html lang=\"en\">");
        english.ShouldContain(">Verdicts and diagnosis</span>");
        chinese.ShouldContain("<html lang=\"zh\">");
        chinese.ShouldContain(">结论与诊断</span>");
        Regex.Count(english, "data-en=\"[^\"]+\" data-zh=\"[^\"]+\"").ShouldBe(Regex.Count(english, "data-en="));
    }

    [Test]
    public void A_run_without_anything_is_told_as_such()
    {
        var page = Written(
            new ReportedRun(
            new MemoryRun(new RunHeader("id", "empty", SeenRun.Start, RunOrigin.Log,
            Empty: new EmptySource(EmptyKind.LevelTooHigh, 9, Level: "warn"))), "log", SeenRun.Start));

        page.ShouldContain("Nothing was measured that could be drawn.");
        page.ShouldContain("no memory_sample at level warn");
        page.ShouldContain("No budget was given");
    }

    [Test]
    public void Figures_that_no_screen_can_show_do_no_harm()
    {
        var run = SeenRun.Of(0.2, "block");
        run.Memory.Add(new Reading<MemorySample>(SeenRun.Start.AddHours(1),
            new MemorySample(1e300, double.MaxValue, 0, 1e18, -5, [new ModuleSample("block", "", 1e308, 1, 1, 1)]),
            null));

        Data(Written(Report(run))).GetProperty("charts").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Test]
    public void A_finding_is_told_with_its_evidence_and_steps()
    {
        var page = Written(Report(SeenRun.Of(0.2, "block")) with
        {
            Findings = [new ReportedFinding(new FindingText("The pool is <not> drained", ["720 objects"],
                ["mine"]) { Certainty = "likely" },
                new FindingText("交易池没有被清空", ["720 个对象"], ["开启挖矿"]) { Certainty = "很可能" })],
        });

        page.ShouldContain("The pool is &lt;not&gt; drained");
        page.ShouldContain("data-zh=\"交易池没有被清空\"");
        page.ShouldContain("data-zh=\"很可能\"");
    }

    [Test]
    public void A_file_is_named_by_the_time() =>
        HtmlReport.FileName(SeenRun.Start).ShouldBe("memory-report-20261122-120000Z.html");

    private static ReportedRun Report(MemoryRun run) => new(run, "recordings/seen", SeenRun.Start.AddHours(1))
    {
        Budget = SeenRun.Budget(2),
        Verdict = new RunVerdict([SeenRun.Verdict(Outcome.Broken), SeenRun.Verdict(Outcome.Held)]),
    };

    private static ReportedRun Hostile(string name)
    {
        var run = SeenRun.Of(0.2, name);
        run.Phases.Add(new Phase(name, name, SeenRun.Start, SeenRun.Start.AddMinutes(5), 1, 1, 1, 0, 0, name));
        run.Events.Add(new RunEvent(SeenRun.Start, name, name));
        return Report(run) with
        {
            EvidencePath = name,
            Verdict = new RunVerdict(
            [
                SeenRun.Verdict(Outcome.Broken, name, name, name)
                    with { Suspects = [new Suspect(name, name, name, 1e6, 1e5, 1e7, 0.9)], Notices = [InputReasons.Verbatim(name)] },
                SeenRun.Verdict(Outcome.Held),
            ]),
            Profiled = new ProfiledGrowth([(name, 1e6)], 0, TimeSpan.FromMinutes(10)),
            Findings = [new ReportedFinding(new FindingText(name, [name], [name]), new FindingText(name, [name], [name]))],
        };
    }

    private static string Written(ReportedRun report, Language language = Language.English)
    {
        using var to = new StringWriter();
        HtmlReport.Write(report, language, to);
        return to.ToString();
    }

    // The elements in order, with the names of their attributes.
    private static string Shape(string page) =>
        string.Join('\n', Regex.Matches(page, "<(/?[a-zA-Z][^\\s>]*)((?:\\s+[\\w-]+(?:=\"[^\"]*\")?)*)\\s*>")
        .Select(m => m.Groups[1].Value + Regex.Replace(m.Groups[2].Value, "=\"[^\"]*\"", "")));

    private static JsonElement Data(string page) =>
        JsonDocument.Parse(Regex.Match(page, "<script type=\"application/json\" id=\"data\">(.*?)</script>",
            RegexOptions.Singleline).Groups[1].Value).RootElement;

    private static List<double> Summed(JsonElement deltas)
    {
        var sum = 0L;
        return [.. deltas.EnumerateArray().Where(d => d.ValueKind == JsonValueKind.Number).Select(d => (double)(sum += d.GetInt64()))];
    }
}
