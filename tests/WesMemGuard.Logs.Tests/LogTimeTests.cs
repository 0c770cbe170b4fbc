using System.Text;
using WesMemGuard.Logs.Lines;

namespace WesMemGuard.Logs.Tests;

internal sealed class LogTimeTests
{
    [TestCase("2025-12-05T16:40:18.123+0800", "2025-12-05T08:40:18.1230000Z")]
    [TestCase("2025-12-05T16:40:18.123+08:00", "2025-12-05T08:40:18.1230000Z")]
    [TestCase("2025-12-05T16:40:18.123+08", "2025-12-05T08:40:18.1230000Z")]
    [TestCase("2025-12-05T16:40:18.123-0330", "2025-12-05T20:10:18.1230000Z")]
    [TestCase("2025-12-05T16:40:18.123Z", "2025-12-05T16:40:18.1230000Z")]
    [TestCase("2025-12-05T16:40:18Z", "2025-12-05T16:40:18.0000000Z")]
    [TestCase("2025-12-05 16:40:18,5", "2025-12-05T16:40:18.5000000Z")]
    [TestCase("2024-02-29T00:00:00.123456789Z", "2024-02-29T00:00:00.1234567Z")]
    [TestCase("1764952818", "2025-12-05T16:40:18.0000000Z")]
    [TestCase("1764952818.125", "2025-12-05T16:40:18.1250000Z")]
    [TestCase("1764952818125", "2025-12-05T16:40:18.1250000Z")]
    [TestCase("1764952818125000", "2025-12-05T16:40:18.1250000Z")]
    [TestCase("1764952818125000000", "2025-12-05T16:40:18.1250000Z")]
    public void Times_are_read(string text, string utc)
    {
        LogTime.TryParse(Encoding.UTF8.GetBytes(text), out var at).ShouldBeTrue();
        at.Offset.ShouldBe(TimeSpan.Zero);
        at.UtcDateTime.ToString("O").ShouldBe(utc);
    }

    [TestCase("")]
    [TestCase("yesterday")]
    [TestCase("2025-13-05T16:40:18Z")]
    [TestCase("2025-02-29T16:40:18Z")]
    [TestCase("2025-12-05T24:40:18Z")]
    [TestCase("2025-12-05T16:40:18.Z")]
    [TestCase("2025-12-05T16:40:18+8")]
    [TestCase("2025-12-05T16:40:18+08:0")]
    [TestCase("2025-12-05T16:40:18 CET")]
    [TestCase("2025-12-05T16:40")]
    [TestCase("-5")]
    [TestCase("12 5")]
    [TestCase("1e400")]
    [TestCase("99999999999999999999999")]
    public void What_is_no_time_is_refused(string text) =>
        LogTime.TryParse(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();
}
