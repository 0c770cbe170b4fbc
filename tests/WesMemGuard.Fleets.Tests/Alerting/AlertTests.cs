using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using WesMemGuard.Fleets.Alerting;

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
        var over = book.Due([new AlertState(Alert, null, IsOver: true)], Now.AddHours(6), Repeat).ShouldHaveSingleItem();
        over.IsResolved.ShouldBeTrue();
        book.Told(over);
        book.Standing.ShouldBe(0);
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
        var receiver = new Receiver(HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);

        (await SendAsync(receiver, "slack")).ShouldBe(1);
        receiver.Bodies.Count.ShouldBe(3);
    }

    [Test]
    public async Task A_refusal_in_the_body_is_no_success()
    {
        (await SendAsync(new Receiver(HttpStatusCode.OK) { Answer = """{"errcode":310000}""" }, "dingtalk")).ShouldBe(0);
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
        var time = new FakeTimeProvider(Now) { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };
        var sender = new AlertSender(http, new Uri("http://receiver/hook"), AlertFormat.Read(format, "."), time) { Secret = "s" };
        var sent = 0;
        var sending = sender.SendAsync([Alert], _ => sent++, CancellationToken.None);
        while (!sending.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(2));
            await Task.Yield();
        }

        await sending;
        return sent;
    }

    private sealed class Receiver(params HttpStatusCode[] statuses) : HttpMessageHandler
    {
        public List<string> Bodies { get; } = [];

        public string Answer { get; init; } = "ok";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Bodies.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(statuses[Math.Min(Bodies.Count - 1, statuses.Length - 1)])
            { Content = new StringContent(Answer) };
        }
    }
}
