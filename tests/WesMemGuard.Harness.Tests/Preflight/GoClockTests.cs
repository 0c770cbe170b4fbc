using System.Globalization;
using System.Net;
using System.Text;
using WesMemGuard.Harness.Preflight;
using WesMemGuard.Harness.Tests.Live;
using WesMemGuard.Node;
using WesMemGuard.Node.Processes;
using WesMemGuard.Node.Services;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Harness.Tests.Preflight;

/// <summary>
/// What time a plain Go service has is told by the Date of its answers, as its last collection tells no clock that is
/// behind.
/// </summary>
internal sealed class GoClockTests
{
    [TestCase(0, "ok")]
    [TestCase(-600, "behind")]
    [TestCase(600, "ahead")]
    [TestCase(null, "untold")]
    public async Task The_clock_of_a_service_is_told(int? ahead, string code)
    {
        var time = new VirtualTime();
        var url = new Uri($"http://127.0.0.1:{Ports.Free(1)[0]}/");
        using var service = new HttpListener { Prefixes = { url.AbsoluteUri } };
        service.Start();
        var serving = ServeAsync(service, time, ahead);

        var report = PreflightReport.Of(await Looks.AtAsync(url, null, new VirtualLiveClock(time)));

        var line = report.Lines.Single(l => l.Check == "clock");
        line.Code.ShouldBe(code, line.Text(Texts.Language.English));
        report.Lines[0].Check.ShouldBe("page");
        service.Stop();
        await serving;
    }

    [TestCase(null, true)]
    [TestCase("30", false)]
    public void The_date_of_an_answer_out_of_a_cache_tells_nothing(string? age, bool tells)
    {
        var time = new VirtualTime();
        var dates = new AnswerDates(time);
        KeyValuePair<string, string>[] headers = [new("Date", time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture))];

        dates.Began(new NodeRequest("GET", "/metrics"), time.GetUtcNow())(
            new ExchangeEnd(200, age is null ? headers : [.. headers, new("Age", age)], default, null, TimeSpan.Zero));

        (dates.Clock is not null).ShouldBe(tells);
    }

    /// <summary>Collected half an hour ago: no clock that is only a little ahead or behind shows in that.</summary>
    private static async Task ServeAsync(HttpListener service, VirtualTime time, int? ahead)
    {
        try
        {
            while (true)
            {
                var asked = await service.GetContextAsync();
                var page = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
                    go_goroutines 9
                    go_memstats_next_gc_bytes 8e6
                    go_memstats_last_gc_time_seconds {time.GetUtcNow().ToUnixTimeSeconds() - 1800}

                    """).ReplaceLineEndings("\n"));
                asked.Response.StatusCode = asked.Request.Url!.AbsolutePath == "/metrics" ? 200 : 404;
                asked.Response.Headers["Date"] = ahead is { } seconds
                    ? time.GetUtcNow().AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture) : "never";
                asked.Response.Close(page, willBlock: false);
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            return; // stopped
        }
    }
}
