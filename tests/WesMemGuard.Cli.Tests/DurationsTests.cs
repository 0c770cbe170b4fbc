using WesMemGuard.Cli.Options;
using WesMemGuard.Input;

namespace WesMemGuard.Cli.Tests;

internal sealed class DurationsTests
{
    [TestCase("30 min", 1800)]
    [TestCase("3m", 180)]
    [TestCase("90s", 90)]
    [TestCase("1h30m", 5400)]
    [TestCase("1h 30m 5s", 5405)]
    [TestCase("3 minutes", 180)]
    [TestCase("1 hour", 3600)]
    [TestCase("1.5h", 5400)]
    [TestCase("2d", 172_800)]
    [TestCase("500ms", 0.5)]
    public void A_duration_is_read_as_files_Go_Prometheus_and_people_write_it(string text, double seconds) =>
        Durations.Read(text, "--every").TotalSeconds.ShouldBe(seconds);

    [TestCase("3")]
    [TestCase("m")]
    [TestCase("")]
    [TestCase("-3m")]
    [TestCase("3 weeks")]
    [TestCase("00:03:00")]
    [TestCase("400d")]
    [TestCase("3m!")]
    public void Everything_else_is_refused_with_the_option_s_name(string text) =>
        Should.Throw<BadInputException>(() => Durations.Read(text, "--every")).Message.ShouldStartWith("--every");
}
