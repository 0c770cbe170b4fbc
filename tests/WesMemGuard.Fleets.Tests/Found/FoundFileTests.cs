using System.Globalization;
using System.IO.Compression;
using System.Text;
using WesMemGuard.Fleets.Found;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using static WesMemGuard.Fleets.Tests.GrowingNode;

namespace WesMemGuard.Fleets.Tests.Found;

/// <summary>Every form that people have series in gives the verdict of the same figures.</summary>
internal sealed class FoundFileTests
{
    private static readonly Dictionary<string, string> NoMap = [];

    private static string Iso(long at) =>
        DateTimeOffset.FromUnixTimeSeconds(at).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Blank(long at) => Iso(at).Replace('T', ' ').TrimEnd('Z');

    private static string Each(Func<string, long, long, string> line) =>
        Lines(40, (at, goal) => line("a:1", at, goal)) + Lines(0.5, (at, goal) => line("b:1", at, goal));

    private static string Matrix(Func<string, double, string> of) => string.Join(",", of("a:1", 40), of("b:1", 0.5));

    private static string Pairs(double growth) =>
        string.Join(", ", Points(growth).Select(p => $"[{p.At}, \"{p.Goal}\"]"));

    private static IEnumerable<TestCaseData> Fleets()
    {
        string Series(string node, double growth) =>
            $$"""{"metric": {"__name__": "go_memstats_next_gc_bytes", "instance": "{{node}}"}, "values": [{{Pairs(growth)}}]}""";
        yield return new TestCaseData(
            """{"status": "success", "data": {"resultType": "matrix", "result": [""" + Matrix(Series) + "]}}")
            .SetArgDisplayNames("Prometheus range query");
        yield return new TestCaseData($"[{Matrix(Series)}]").SetArgDisplayNames("promtool query range");
        yield return new TestCaseData(Each((node, at, goal) =>
            $$"""{__name__="go_memstats_next_gc_bytes", instance="{{node}}", job="wes"} {{goal}} {{at}}000"""))
            .SetArgDisplayNames("promtool tsdb dump");
        yield return new TestCaseData(Each((node, at, goal) =>
            $$"""{"go_memstats_next_gc_bytes", instance="{{node}}"} {{goal}} {{at}}000"""))
            .SetArgDisplayNames("promtool tsdb dump with quoted names");
        yield return new TestCaseData("# TYPE go_memstats_next_gc_bytes gauge\n" + Each((node, at, goal) =>
            $$"""go_memstats_next_gc_bytes{instance="{{node}}"} {{goal}} {{at}}.0""") + "# EOF\n")
            .SetArgDisplayNames("OpenMetrics backfill");
        string Line(string node,
            double growth) => "{\"metric\":{\"__name__\":\"go_memstats_next_gc_bytes\",\"instance\":\"" + node
            + "\"},\"values\":[" + string.Join(",", Points(growth).Select(p => p.Goal)) + "],\"timestamps\":["
            + string.Join(",", Points(growth).Select(p => p.At + "000")) + "]}\n";
        yield return new TestCaseData(Line("a:1", 40) + Line("b:1",
            0.5)).SetArgDisplayNames("VictoriaMetrics JSON lines");
        yield return new TestCaseData(Each((node, at, goal) => $"go_memstats_next_gc_bytes,{node},{goal},{at}000"))
            .SetArgDisplayNames("VictoriaMetrics CSV");
        yield return new TestCaseData(Each((node, at, goal) => $"{Iso(at)},{goal},go_memstats_next_gc_bytes,{node}"))
            .SetArgDisplayNames("VictoriaMetrics CSV in another order");
        yield return new TestCaseData("\"Time\",\"go_memstats_next_gc_bytes{instance=\"\"a:1\"\", job=\"\"w\"\"}\","
            + "\"go_memstats_next_gc_bytes{instance=\"\"b:1\"\", job=\"\"w\"\"}\"\n"
            + string.Join('\n', Points(40).Zip(Points(0.5), (a, b) => $"{Blank(a.At)},{a.Goal},{b.Goal}")))
                .SetArgDisplayNames("Grafana CSV");
        yield return new TestCaseData("\"Series\";\"Time\";\"Value\"\n" + Each((node, at, goal) =>
            $"\"go_memstats_next_gc_bytes{{instance=\"\"{node}\"\"}}\";{Iso(at)};{goal}"))
                .SetArgDisplayNames("Grafana CSV, series as rows");
        yield return new TestCaseData(Each((node, at, goal) => $"go_memstats_next_gc_bytes,url={node} gauge={goal} {at}000000000"))
            .SetArgDisplayNames("Influx lines");
        yield return new TestCaseData(Each((node, at, goal) =>
            $"prometheus,url={node} go_memstats_next_gc_bytes={goal}i,go_info=\"a, b\",up=true {at}000000000"))
            .SetArgDisplayNames("Influx lines, a field a metric");
        yield return new TestCaseData("#datatype,string,long,dateTime:RFC3339,double,string,string,string\n"
            + ",result,table,_time,_value,_field,_measurement,url\n"
            + Each((node, at, goal) => $",,0,{Iso(at)},{goal},gauge,go_memstats_next_gc_bytes,{node}")).SetArgDisplayNames("Influx CSV");
        yield return new TestCaseData(Each((node, at, goal) =>
            $$$"""{"fields":{"gauge":{{{goal}}}},"name":"go_memstats_next_gc_bytes","tags":{"url":"{{{node}}}"},"timestamp":{{{at}}}}"""))
            .SetArgDisplayNames("Telegraf JSON");
        yield return new TestCaseData("time,node,next_gc\n" + Each((node, at, goal) => $"{at},{node},{goal}"))
            .SetArgDisplayNames("CSV with a column of nodes");
    }

    [TestCaseSource(nameof(Fleets))]
    public void A_fleet_is_judged_node_by_node(string text)
    {
        var fleet = Judged(Read(text));

        fleet.Nodes.Select(n => n.Name).ShouldBe(["a:1", "b:1"]);
        ShouldBeBroken(Of(fleet, "a:1"));
        Of(fleet, "b:1").Outcome.ShouldBe(Outcome.Held);
        fleet.WorstFirst.First().Name.ShouldBe("a:1");
        fleet.ExitCode.ShouldBe(ExitCodes.Broken);
    }

    private static IEnumerable<TestCaseData> Tables()
    {
        string Table(string header, Func<long, long, string> line) => header + "\n" + Lines(40, line);
        yield return new TestCaseData(Table("t,next_gc",
            (at, goal) => $"{at - Start},{goal}")).SetArgDisplayNames("relative seconds");
        yield return new TestCaseData(Table("timestamp,next_gc",
            (at, goal) => $"{at}500,{goal}")).SetArgDisplayNames("milliseconds");
        yield return new TestCaseData(Table("t_ms,next_gc", (at, goal) => $"{at - Start}000,{goal}"))
            .SetArgDisplayNames("relative milliseconds");
        yield return new TestCaseData(Table("ts,next_gc",
            (at, goal) => $"{at}000000000,{goal}")).SetArgDisplayNames("nanoseconds");
        yield return new TestCaseData(Table("Time\tgo_memstats_next_gc_bytes", (at, goal) => $"{Iso(at)}\t{goal}"))
            .SetArgDisplayNames("tabs");
        yield return new TestCaseData(Table("Time;next_gc", (at, goal) =>
            $"{DateTimeOffset.FromUnixTimeSeconds(at).ToString("dd.MM.yyyy HH:mm:ss", CultureInfo.InvariantCulture)};{goal},50"))
            .SetArgDisplayNames("decimal commas and a German date");
        yield return new TestCaseData(Table("sep=;\n\"Time\";\"go_memstats_next_gc_bytes\"", (at, goal) =>
            $"{at};{(goal / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture).Replace('.', ',')} MiB")).SetArgDisplayNames("units");
        yield return new TestCaseData(Table("Time,max(go_memstats_next_gc_bytes)",
            (at, goal) => $"{at},\"{goal:#,0}\""))
            .SetArgDisplayNames("thousands apart, a function around the name");
        yield return new TestCaseData(Table("\uFEFFat,next_gc,note", (at, goal) => $"{Iso(at)},{goal},x y"))
            .SetArgDisplayNames("a mark and a note");
        yield return new TestCaseData(Lines(40,
            (at, goal) => $$"""{"t":{{at}},"next_gc":{{goal}},"deep":{"x":[1]},"note":"x"}"""))
            .SetArgDisplayNames("JSON lines");
        yield return new TestCaseData(Table("time,value", (at, goal) => $"{at},{goal}"))
            .SetArgDisplayNames("a column without a name, mapped");
    }

    [TestCaseSource(nameof(Tables))]
    public void A_table_is_read_whatever_its_dialect(string text)
    {
        var fleet = Judged(Read(text, new Dictionary<string, string> { ["next_gc"] = "value" }));

        ShouldBeBroken(Of(fleet, "file"));
    }

    [Test]
    public void What_is_compressed_is_read()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(Encoding.UTF8.GetBytes("t,next_gc\n" + Lines(40, (at, goal) => $"{at},{goal}")));
        packed.Position = 0;

        ShouldBeBroken(Of(Judged(FoundFile.Read(packed, "file.csv", NoMap)), "file"));
    }

    [Test]
    public void Missing_points_are_missed_not_read_as_zero()
    {
        var text = "t,next_gc\n" + Lines(40, (at, goal) => $"{at - Start},{(at / 60 % 5 == 0 ? "NaN" : goal)}");

        var verdict = Of(Judged(Read(text)), "file");

        verdict.Outcome.ShouldBe(Outcome.Inconclusive);
        verdict.Reason.In(Language.English).ShouldContain("are missing");
        verdict.Value.ShouldNotBeNull().ShouldBe(40, 0.1);
    }

    [Test]
    public void A_constant_goroutine_count_of_Grafana_holds()
    {
        var text = "\"Time\",\"go_goroutines{instance=\"\"localhost:28680\"\", job=\"\"wes\"\"}\"\n" + Lines(0,
            (at, _) =>
            $"{Blank(at)},116");

        var fleet = Read(text);
        fleet.Nodes.Single().Labels["instance"].ShouldBe("localhost:28680");
        fleet.Nodes.Single().Points.ShouldBe(Count);
        var verdict = Judged(fleet, """{ "limits": [ { "of": "process", "metric": "goroutines", "growthPerHour": 1 } ] }""")
            .Nodes.Single().Verdicts.Single();
        verdict.Outcome.ShouldBe(Outcome.Held, verdict.Reason.ToString());
        verdict.Value.ShouldNotBeNull().ShouldBe(0, 0.001);
    }

    [TestCase("hello world\nnothing here\n")]
    [TestCase("<a>\n</a>\n")]
    [TestCase("{\"a\":1,\"b\":[1,2]}")]
    [TestCase("a single line")]
    public void An_unknown_form_lists_the_known_ones(string text)
    {
        var reason = Should.Throw<BadInputException>(() => Read(text)).Reason;

        reason.In(Language.English).ShouldContain("known are: Prometheus range queries");
        reason.In(Language.Chinese).ShouldContain("已知的格式有");
    }

    [TestCase("when,my_goal\n1795000000,5\n", "when, my_goal")]
    [TestCase("node_load1 3 1795000000\n", "node_load1")]
    public void Without_a_known_figure_what_is_there_is_told(string text, string there) =>
        Should.Throw<BadInputException>(() => Read(text)).Reason.In(Language.English).ShouldContain(there);

    [TestCase("t,next_gc\n1,5\n2,x\n", "file.csv:3:1: column \"next_gc\": \"x\" is not a number from 0")]
    [TestCase("t,next_gc\n1,5\n2,-3\n", "file.csv:3:1: column \"next_gc\"")]
    [TestCase("t,next_gc\n1,5\nsoon,3\n", "file.csv:3:1: \"soon\" is not a time")]
    [TestCase("t,next_gc\n1,5\n2,3,4\n", "file.csv:3:1: 3 fields, the header has 2")]
    [TestCase("go_goroutines 3 1\ngo_goroutines x 1\n", "file.csv:2:1:")]
    [TestCase("{\"status\":\"error\",\"error\":\"too many samples\"}", "too many samples")]
    [TestCase("{\"data\":{\"result\":[{\"metric\":{\"__name__\":\"go_goroutines\"},\"values\":[[1,\"2\"],[2]]}]}}",
        "file.csv:1:80: can't be read as JSON")]
    [TestCase("[\n{\"metric\":\n oops}]", "file.csv:3:2: can't be read as JSON")]
    public void What_can_not_be_read_is_told_at_its_place(string text, string expected) =>
        Should.Throw<BadInputException>(() => Read(text)).Reason.In(Language.English).ShouldContain(expected);

    /// <summary>Far beyond what is read at once.</summary>
    [Test]
    public void The_line_of_a_fault_is_counted_over_all_that_was_read()
    {
        var good = string.Concat(Enumerable.Range(0, 9000).Select(i => $"{{\"time\":{1795000000 + i},\"next_gc\":5}}\n"));

        Should.Throw<BadInputException>(() => Read(good + "{\"time\":!}\n")).Problems.Single().Line.ShouldBe(9001);
    }

    [Test]
    public void Json_may_begin_with_a_byte_order_mark() =>
        Read("\uFEFF" + string.Concat(Enumerable.Range(0, 9).Select(i => $"{{\"time\":{1795000000 + i},\"next_gc\":5}}\r\n")))
            .Nodes.Single().Points.ShouldBe(9);

    [Test]
    public void A_figure_of_the_map_that_is_unknown_is_refused() =>
        Should.Throw<BadInputException>(() => Read("t,x\n1,2\n", new Dictionary<string, string> { ["heap"] = "x" }))
            .Reason.In(Language.English).ShouldContain("no figure \"heap\"");

    [Test]
    public void Two_values_at_one_moment_are_told_not_judged()
    {
        var fleet = Judged(Read("t,next_gc\n" + Lines(40, (at, goal) => $"{at},{goal}\n{at},{goal + 5000000}")));

        fleet.Nodes.Single().Error.ShouldNotBeNull().In(Language.English).ShouldContain("two values at one moment");
        fleet.ExitCode.ShouldBe(ExitCodes.BadInput);
    }

    private static FleetSeries Read(string text, Dictionary<string, string>? map = null) =>
        FoundFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "file.csv", map ?? NoMap);
}
