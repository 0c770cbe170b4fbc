using System.Text;
using WesMemGuard.Recording.Writing;
using WesMemGuard.Runs;
using WesMemGuard.Secrets;

namespace WesMemGuard.Recording.Tests.Writing;

/// <summary>No secret reaches a recording, and every rule that sees to it is seen to be needed.</summary>
internal sealed class ScrubbedRecordingTests
{
    [Test]
    public void None_of_500_planted_secrets_of_10_kinds_is_in_the_recording_or_the_run()
    {
        var planted = new PlantedSecrets(500);
        planted.All.Select(s => s.Kind).Distinct().Count().ShouldBe(10);
        planted.All.Count.ShouldBe(500);

        var (text, recorded) = Recorded(planted, new Scrubber());

        text.Length.ShouldBeGreaterThan(300_000);
        text.ShouldContain(Scrubber.Mark);
        planted.In(text).ShouldBeEmpty();
        text.ShouldNotContain("psk-of-the-configuration");
        recorded.Exchanges.Count.ShouldBeGreaterThan(2000);
        recorded.Notices.ShouldBeEmpty();
    }

    [Test]
    public void Without_a_scrubber_they_would_all_be_there()
    {
        var planted = new PlantedSecrets(50);
        planted.In(Recorded(planted, new Scrubber(ScrubRules.None)).Text).Count().ShouldBe(50);
    }

    [TestCase(ScrubRules.Named)]
    [TestCase(ScrubRules.Schemes)]
    [TestCase(ScrubRules.UserInfo)]
    [TestCase(ScrubRules.Blocks)]
    [TestCase(ScrubRules.Learned)]
    [TestCase(ScrubRules.Escaped)]
    [TestCase(ScrubRules.Base64)]
    [TestCase(ScrubRules.Hex)]
    public void With_one_rule_off_secrets_are_found(object off)
    {
        var planted = new PlantedSecrets(50);
        planted.In(Recorded(planted, new Scrubber(ScrubRules.All & ~(ScrubRules)off)).Text).ShouldNotBeEmpty();
    }

    private static (string Text, RecordingFolder Recording) Recorded(PlantedSecrets planted, Scrubber scrubber)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "recording");
        using (var recording = RecordingWriter.Create(path, PlantedSecrets.Plan, scrubber))
        {
            var run = new RunRecorder(new RunHeader("id", "name", PlantedSecrets.Plan.StartedAt, "live")) { Scrub = scrubber.Text, Witness = recording };
            planted.PlantIn(recording, run);
        }

        var text = new StringBuilder();
        foreach (var file in Directory.GetFiles(path, "*", SearchOption.AllDirectories))
            text.Append(file).Append('\n').Append(File.ReadAllText(file)).Append('\n').Append(Unpacked(file));
        return (text.ToString(), RecordingFolder.Open(path));
    }

    /// <summary>Bodies that are no text lie in base64.</summary>
    private static string Unpacked(string file) => string.Join('\n', File.ReadLines(file).Where(l => l.Contains("\"bodyBase64\":\"", StringComparison.Ordinal)).Select(line =>
    {
        var from = line.IndexOf("\"bodyBase64\":\"", StringComparison.Ordinal) + 14;
        return Encoding.Latin1.GetString(Convert.FromBase64String(line[from..line.IndexOf('"', from)]));
    }));
}
