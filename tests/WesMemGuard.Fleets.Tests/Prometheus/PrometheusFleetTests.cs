using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using WesMemGuard.Budgets;
using WesMemGuard.Fleets.Found;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Prometheus;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Input;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Fleets.Tests.Prometheus;

/// <summary>What a server answers, and what it doesn't: nothing of it may hold a limit that wasn't seen.</summary>
internal sealed class PrometheusFleetTests
{
    private const string Next = "go_memstats_next_gc_bytes";
    private static readonly DateTimeOffset From = DateTimeOffset.FromUnixTimeSeconds(GrowingNode.Start - 60);
    private static readonly DateTimeOffset To =
        DateTimeOffset.FromUnixTimeSeconds(GrowingNode.Start + (60 * GrowingNode.Count));

    [Test]
    public async Task A_selection_with_fewer_labels_than_the_series_have_never_judges_the_first_of_them_alone()
    {
        var fleet = await JudgeAsync(new Server(query =>
            query == "count by (instance) (up)" ? Vector("""{"instance":"a"}""")
            : query.StartsWith("count by (__name__)", StringComparison.Ordinal) ? Vector($$"""{"__name__":"{{Next}}"}""")
            : query.Contains(']', StringComparison.Ordinal) ? Result(Matrix("x", 0.1), Matrix("y", 40)) : Result()));

        var node = fleet.Nodes.ShouldHaveSingleItem();
        node.Worst.ShouldBeNull();
        node.Error.ShouldNotBeNull().Id.ShouldBe("series.severalNodes");
        node.Error["nodes"]!.ToString().ShouldBe("2");
        fleet.ExitCode.ShouldBe(ExitCodes.BadInput);
    }

    /// <summary>Whatever stands where chunks should be: a query has the last word, and the verdict is the same.</summary>
    [TestCase("application/x-streamed-protobuf", "\u0005abcdefghi")]
    [TestCase("application/x-streamed-protobuf", "")]
    [TestCase("application/x-protobuf", "")]
    [TestCase("text/html", "<html>")]
    public async Task A_server_that_gives_no_chunks_is_asked_by_queries(string type, string body)
    {
        var server = new Server(query => query == "count by (instance) (up)" ? Vector("""{"instance":"a"}""")
            : query.StartsWith("count by (__name__)", StringComparison.Ordinal) ? Vector($$"""{"__name__":"{{Next}}"}""")
            : query.Contains(']', StringComparison.Ordinal) ? Result(Matrix("x", 40)) : Result())
        {
            Stored = () => new StringContent(body, Encoding.Latin1, type),
        };

        var node = (await JudgeAsync(server)).Nodes.ShouldHaveSingleItem();

        node.Worst.ShouldBe(Outcome.Broken);
        server.Queries.ShouldBe(4); // the nodes, the names, the facts, the samples
    }

    [Test]
    public void A_node_with_a_label_named_status_is_a_node()
    {
        var found = new List<LabelSet>();
        LabelLists.Read(new JsonPull(new MemoryStream("""
            {"status":"success","data":[{"__name__":"up","instance":"a","status":"active"},{"instance":"b"}]}
            """u8.ToArray())), found.Add);

        found.Select(l => l["instance"]).ShouldBe(["a", "b"]);
    }

    [Test]
    public async Task An_envelope_is_no_node()
    {
        var refused = async () => await JudgeAsync(new Server(_ => """{"status":"success","warnings":"none"}"""));

        (await refused.ShouldThrowAsync<BadInputException>()).Problems.ShouldHaveSingleItem().Reason!.Id.ShouldBe("prometheus.noNodes");
    }

    [Test]
    public async Task Halves_of_a_range_meet_so_that_no_sample_between_them_is_lost()
    {
        var ranges = new List<(decimal From, decimal To)>();
        using var http = new HttpClient(new Server((query, time) =>
        {
            var length = decimal.Parse(query[(query.IndexOf('[', StringComparison.Ordinal) + 1)..^3]);
            if (length > 4_000_000)
                return null;
            ranges.Add(((time * 1000) - length, time * 1000));
            return Result();
        }));
        var server = new PrometheusServer(new PrometheusRequests(http, new Uri("http://prometheus"), TimeProvider.System));

        await server.SamplesAsync("x", From, To,
            new FleetSeries(new FigureTable(new Dictionary<string, string>()), "x"), default);

        ranges.Count.ShouldBe(2);
        ranges[1].From.ShouldBe(ranges[0].To);
    }

    [Test]
    public async Task A_server_that_stalls_within_an_answer_is_left_when_the_user_wants_to()
    {
        using var ended = new CancellationTokenSource(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        var watch = Stopwatch.StartNew();
        var server = new Server(_ => "") { Body = () => new LongBody(1) { Stalls = TimeSpan.FromSeconds(8) } };
        var judging = async () => await JudgeAsync(server, TimeSpan.FromMinutes(5), ended.Token);

        await judging.ShouldThrowAsync<OperationCanceledException>();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Test]
    public async Task A_server_that_stalls_within_an_answer_is_left_when_patience_ends()
    {
        var server = new Server(_ => "") { Body = () => new LongBody(1) { Stalls = TimeSpan.FromSeconds(3) } };
        var judging = async () => await JudgeAsync(server, TimeSpan.FromMilliseconds(200), default);

        (await judging.ShouldThrowAsync<BadInputException>()).Message.ShouldContain("Timeout");
    }

    /// <summary>VictoriaMetrics tells beside its data what the query cost.</summary>
    [Test]
    public void What_a_query_cost_is_no_node()
    {
        var found = new List<LabelSet>();
        LabelLists.Read(new JsonPull(new MemoryStream("""
            {"status":"success","data":{"resultType":"vector","result":[{"metric":{"instance":"a"},"value":[1,"1"]}]},
            "stats":{"seriesFetched":"2","executionTimeMsec":1}}
            """u8.ToArray())), found.Add);

        found.ShouldHaveSingleItem()["instance"].ShouldBe("a");
    }

    [Test]
    public async Task A_step_that_is_longer_than_what_is_asked_for_asks_once()
    {
        var asked = 0;
        using var http = new HttpClient(new Server((_, _) =>
        {
            asked++;
            return Result();
        }));
        var server = new PrometheusServer(new PrometheusRequests(http, new Uri("http://prometheus"), TimeProvider.System))
        {
            Step = TimeSpan.FromDays(3650),
        };

        await server.SamplesAsync("x", From, To,
            new FleetSeries(new FigureTable(new Dictionary<string, string>()), "x"), default);

        asked.ShouldBe(1);
    }

    [TestCase("２4h")]
    [TestCase("1.٥h")]
    public void Digits_of_other_scripts_are_no_duration(string text) =>
        Should.Throw<BadInputException>(() => Span.Read(text, "--last")).Message.ShouldContain("--last");

    private static Task<FleetVerdict> JudgeAsync(Server server) =>
        JudgeAsync(server, TimeSpan.FromSeconds(60), default);

    private static async Task<FleetVerdict> JudgeAsync(Server server, TimeSpan patience, CancellationToken ct)
    {
        using var http = new HttpClient(server) { Timeout = patience };
        var time = new FakeTimeProvider(To);
        var ask = new PrometheusAsk(new Uri("http://prometheus"), "count by (instance) (up)", From, To);
        var judging = new PrometheusFleet(ask, http, time).JudgeAsync(Budget, new FleetView("budget.json", "x"),
            (_, _) => { }, ct);
        while (!judging.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(judging,
                Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None));
        }

        return await judging;
    }

    private static MemoryBudget Budget => BudgetFile.Read(
        """{ "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } ] }"""u8.ToArray(),
        "budget.json");

    private static string Vector(string labels) =>
        Envelope($$"""{"metric":{{labels}},"value":[{{GrowingNode.Start}},"1"]}""", "vector");

    private static string Matrix(string job, double growth) =>
        $$"""{"metric":{"__name__":"{{Next}}","instance":"a","job":"{{job}}"},"values":[{{string.Join(',',
            GrowingNode.Points(growth).Select(p => $"[{p.At},\"{p.Goal}\"]"))}}]}""";

    private static string Result(params string[] series) => Envelope(string.Join(',', series), "matrix");

    private static string Envelope(string series, string type) =>
        $$$"""{"status":"success","data":{"resultType":"{{{type}}}","result":[{{{series}}}]}}""";

    private sealed class Server(Func<string, decimal, string?> answer) : HttpMessageHandler
    {
        public Server(Func<string, string> answer)
            : this((query, _) => answer(query))
        {
        }

        public Func<Stream>? Body { get; init; }

        /// <summary>Answers remote read; null: there is none.</summary>
        public Func<HttpContent>? Stored { get; init; }

        public int Queries { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request,
            CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath == "/api/v1/read")
            {
                return new HttpResponseMessage(Stored is null ? HttpStatusCode.NotFound : HttpStatusCode.OK)
                {
                    Content = Stored?.Invoke() ?? new StringContent("404 page not found"),
                };
            }

            Queries++;
            var fields = (await request.Content!.ReadAsStringAsync(cancellationToken)).Split('&').Select(f => f.Split('='))
                .ToDictionary(f => WebUtility.UrlDecode(f[0]), f => WebUtility.UrlDecode(f[1]));
            var time = decimal.Parse(fields.GetValueOrDefault("time", "0"), CultureInfo.InvariantCulture);
            var text = answer(fields["query"], time);
            return new HttpResponseMessage(text is null ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK)
            {
                Content = Body is null ? new StringContent(text ?? "{}", Encoding.UTF8) : new StreamContent(Body()),
            };
        }
    }
}
