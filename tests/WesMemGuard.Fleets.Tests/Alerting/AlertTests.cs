using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using WesMemGuard.Fleets.Alerting;
using WesMemGuard.Fleets.Found;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Texts;

namespace WesMemGuard.Fleets.Tests.Alerting;

/// <summary>Alerts are told once a change, in each receiver's form, and again when a receiver was down.</summary>
internal sealed class AlertTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 20, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Repeat = TimeSpan.FromHours(4);

    [Test]
    public void An_alert_is_due_when_it_begins_when_it_stands_long_and_when_it_is_over()
    {
        var book = AlertBook.Empty;

        book.Due([State(AlertSeverity.Critical)], Now, Repeat).ShouldHaveSingleItem();
        book.Told(Alert);
        book.Due([State(AlertSeverity.Critical)], Now.AddHours(1), Repeat).ShouldBeEmpty();
        book.Due([State(null)], Now.AddHours(1), Repeat).ShouldBeEmpty(); // inconclusive ends nothing
        book.Due([State(AlertSeverity.Critical)], Now.AddHours(5), Repeat).ShouldHaveSingleItem().IsResolved.ShouldBeFalse();
        var over =
            book.Due([new AlertState(Alert, null, IsOver: true)], Now.AddHours(6), Repeat).ShouldHaveSingleItem();
        over.IsResolved.ShouldBeTrue();
        book.Told(over);
        book.Text.ShouldBe("{}");
    }

    [TestCase("slack", "attachments")]
    [TestCase("dingtalk", "markdown")]
    [TestCase("feishu", "content")]
    [TestCase("alertmanager", "annotations")]
    public async Task Each_receiver_is_told_in_its_form(string format, string member)
    {
        var receiver = new Receiver(HttpStatusCode.OK);
        var sent = await SendAsync(receiver, format);

        sent.ShouldBe(1);
        var body = JsonDocument.Parse(receiver.Bodies.Single()).RootElement;
        (body.ValueKind == JsonValueKind.Array ? body[0] : body).TryGetProperty(member, out _).ShouldBeTrue();
        receiver.Bodies.Single().ShouldContain("12.0 MiB/h");
        receiver.Bodies.Single().ShouldNotContain("{node}");
    }

    [Test]
    public async Task A_receiver_that_is_down_is_tried_again()
    {
        var receiver =
            new Receiver(HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);

        (await SendAsync(receiver, "slack")).ShouldBe(1);
        receiver.Bodies.Count.ShouldBe(3);
    }

    [Test]
    public async Task A_refusal_in_the_body_is_no_success()
    {
        (await SendAsync(new Receiver(HttpStatusCode.OK) { Answer = """{"errcode":310000}""" },
            "dingtalk")).ShouldBe(0);
    }

    /// <summary>
    /// As the vendor says: the milliseconds and the secret are signed with the secret, both stand in the address.
    /// </summary>
    [Test]
    public async Task DingTalk_is_signed_in_the_address()
    {
        var receiver = new Receiver(HttpStatusCode.OK);
        await SendAsync(receiver, "dingtalk");

        receiver.Addresses.Single().ShouldBe(
            "http://receiver/hook?timestamp=1795982400000&sign=VlcLbhvdIolHtPP0POG1X4aA3a%2Fvt4bOF9ZL3FmJRRk%3D");
    }

    /// <summary>
    /// As the vendor says: nothing is signed with the seconds and the secret, both stand in the body.
    /// </summary>
    [Test]
    public async Task Feishu_is_signed_in_the_body()
    {
        var receiver = new Receiver(HttpStatusCode.OK);
        await SendAsync(receiver, "feishu");

        var body = JsonDocument.Parse(receiver.Bodies.Single()).RootElement;
        body.GetProperty("timestamp").GetString().ShouldBe("1795982400");
        body.GetProperty("sign").GetString().ShouldBe("5qewD3GJhSnChaeuHpnsJnSrT6c87iIb4R843HK1UYI=");
    }

    [Test]
    public void Labels_have_names_that_Alertmanager_takes_and_none_is_lost()
    {
        var alert = Alert with
        {
            Labels = new LabelSet([new("exported.job", "a"), new("exported-job", "b"), new("节点", "c"), new("1st", "d")]),
        };

        var labels = JsonDocument.Parse(AlertFormat.Read("alertmanager", ".").Bodies([alert]).Single().Body).RootElement[0]
            .GetProperty("labels");

        labels.EnumerateObject().ShouldAllBe(l => Regex.IsMatch(l.Name, "^[a-zA-Z_][a-zA-Z0-9_]*$"));
        labels.EnumerateObject().Select(l => l.Value.GetString()).ShouldBe(
            ["a", "b", "c", "d", "WesMemGuard", "a:1", "liveHeap", "growthPerHour", "critical"], ignoreOrder: true);
    }

    [Test]
    public void What_a_field_says_is_no_place_for_another()
    {
        var alert = Alert with { Message = "by {much}, {next}", Measured = "{message}" };

        var sent =
            JsonDocument.Parse(AlertFormat.Read("alertmanager", ".").Bodies([alert]).Single().Body).RootElement[0];

        sent.GetProperty("annotations").GetProperty("description").GetString().ShouldBe("by {much}, {next}");
        sent.GetProperty("annotations").GetProperty("measured").GetString().ShouldBe("{message}");
    }

    [TestCase("10.0.0.7:28680", "record --url http://10.0.0.7:28680/ --allow-remote 10.0.0.7 --out recordings/n --for \"30 min\"")]
    [TestCase("127.0.0.1:1", "record --url http://127.0.0.1:1/ --out recordings/n --for \"30 min\"")]
    [TestCase("x; rm -rf ~", "judge file.prom --budget budget.json")]
    [TestCase("x/$(id)", "record --url \"http://x/\\$(id)\" --allow-remote x --out recordings/n --for \"30 min\"")]
    public void The_next_command_can_be_pasted(string instance, string next)
    {
        var points = string.Concat(GrowingNode.Points(40)
            .Select(p => $"go_memstats_next_gc_bytes{{instance=\"{instance}\",node=\"n\"}} {p.Goal} {p.At}000\n"));
        var fleet = GrowingNode.Judged(FoundFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(points)), "file.prom",
            new Dictionary<string, string>()));
        fleet = fleet with { Nodes = [fleet.Nodes[0] with { Name = "n" }] };

        var alert = AlertStates.Of(fleet, Now, null, Language.English).Single().Alert;

        alert.Next.ShouldBe("wesmemguard " + next);
        alert.Since.ShouldBe(fleet.Nodes[0].Verdicts[0].Since ?? fleet.Nodes[0].Verdicts[0].From!.Value);
    }

    /// <summary>
    /// Where no label is an address, the server is asked for the node alone; a label can't leave its word.
    /// </summary>
    [Test]
    public void The_next_command_asks_the_server_again()
    {
        var points = string.Concat(GrowingNode.Points(40)
            .Select(p => $"go_memstats_next_gc_bytes{{pod=\"a\\\"$b\"}} {p.Goal} {p.At}000\n"));
        var fleet = GrowingNode.Judged(FoundFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(points)),
            "http://prometheus:9090",
            new Dictionary<string, string>()));

        AlertStates.Of(fleet, Now, null, Language.English).Single().Alert.Next.ShouldBe(
            @"wesmemguard judge --prometheus http://prometheus:9090 --select ""{pod=\""a\\\""\$b\""}"" --budget budget.json");
    }

    [Test]
    public async Task An_endless_answer_is_read_no_further_than_its_head()
    {
        var body = new LongBody(64L * 1024 * 1024);
        (await SendAsync(new Receiver(HttpStatusCode.OK) { Body = body }, "slack")).ShouldBe(1);

        body.Given.ShouldBeLessThan(1024 * 1024);
    }

    [Test]
    public async Task An_answer_that_breaks_off_is_no_success()
    {
        (await SendAsync(new Receiver(HttpStatusCode.OK) { Body = new LongBody(1) { Breaks = true } },
            "slack")).ShouldBe(0);
    }

    private static AlertState State(AlertSeverity? worth) => new(Alert, worth, IsOver: false);

    private static FleetAlert Alert => new("a:1", "liveHeap", "growthPerHour", AlertSeverity.Critical, false, Now, Now)
    {
        Outcome = "broken",
        Summary = "it \"grew\"",
        Message = "it grew\nby {much}",
        Measured = "12.0 MiB/h",
        Budget = "4.0 MiB/h",
        Suspect = "unknown",
        Next = "wesmemguard record",
        Run = "http://prometheus",
    };

    private static async Task<int> SendAsync(Receiver receiver, string format)
    {
        using var http = new HttpClient(receiver);
        var time = new FakeTimeProvider(Now);
        var sender = new AlertSender(http, new Uri("http://receiver/hook"), AlertFormat.Read(format, "."),
            time)
        { Secret = "s" };
        var sent = 0;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var sending = sender.SendAsync([Alert], _ => sent++, patience.Token);
        while (!sending.IsCompleted)
        {
            patience.IsCancellationRequested.ShouldBeFalse("the sender was not done in 30 s of real time");
            time.Advance(TimeSpan.FromSeconds(2));
            await Task.Yield();
        }

        await sending;
        return sent;
    }

    private sealed class Receiver(params HttpStatusCode[] statuses) : HttpMessageHandler
    {
        public List<string> Bodies { get; } = [];

        public List<string> Addresses { get; } = [];

        public string Answer { get; init; } = "ok";

        public Stream? Body { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request,
            CancellationToken cancellationToken)
        {
            Addresses.Add(request.RequestUri!.AbsoluteUri);
            Bodies.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(statuses[Math.Min(Bodies.Count - 1, statuses.Length - 1)])
            { Content = Body is null ? new StringContent(Answer) : new StreamContent(Body) };
        }
    }
}
