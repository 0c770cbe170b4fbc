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
    [TestCase(ScrubRules.UserInfo)]
    [TestCase(ScrubRules.Learned)]
    [TestCase(ScrubRules.Escaped)]
    public void With_one_rule_off_secrets_are_found(object off)
    {
        // What the other rules look for stands in places that recordings leave out by themselves; it is seen in the texts below.
        var planted = new PlantedSecrets(50);
        planted.In(Recorded(planted, new Scrubber(ScrubRules.All & ~(ScrubRules)off)).Text).ShouldNotBeEmpty();
    }

    [TestCase(ScrubRules.Schemes, "got 401 for Bearer abcdef0123456789abcdef")]
    [TestCase(ScrubRules.Blocks, "-----BEGIN PRIVATE KEY-----\nMIIBVQIBADANBgkq\n-----END PRIVATE KEY-----")]
    [TestCase(ScrubRules.Base64, "echo aHVudGVyMi1odW50ZXIyLWh1bnRlcjI= twice")]
    [TestCase(ScrubRules.Hex, "echo 68756e746572322d68756e746572322d68756e74657232 twice")]
    public void With_one_rule_off_a_text_keeps_its_secret(object off, string text)
    {
        Scrubbed(ScrubRules.Last, text).ShouldNotBe(text);
        Scrubbed(ScrubRules.Last & ~(ScrubRules)off, text).ShouldBe(text);

        static string Scrubbed(ScrubRules rules, string text)
        {
            var scrubber = new Scrubber(rules);
            scrubber.Learn("hunter2-hunter2-hunter2");
            return scrubber.Text(text);
        }
    }

    private static (string Text, RecordingFolder Recording) Recorded(PlantedSecrets planted, Scrubber scrubber)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "recording");
        using (var recording = RecordingWriter.Create(path, PlantedSecrets.Plan, scrubber))
        {
            var run = new RunRecorder(new RunHeader("id", "name", PlantedSecrets.Plan.StartedAt, RunOrigin.Live))
            {
                Scrub = scrubber.Text,
                Witness = recording
            };
            planted.PlantIn(recording, run);
        }

        var text = new StringBuilder();
        foreach (var file in Directory.GetFiles(path, "*", SearchOption.AllDirectories))
            text.Append(file).Append('\n').Append(File.ReadAllText(file)).Append('\n').Append(Unpacked(file));
        return (text.ToString(), RecordingFolder.Open(path));
    }

    /// <summary>Bodies that are no text lie in base64.</summary>
    private static string Unpacked(string file) =>
        string.Join('\n',
            File.ReadLines(file).Where(l => l.Contains("\"bodyBase64\":\"", StringComparison.Ordinal)).Select(line =>
    {
        var from = line.IndexOf("\"bodyBase64\":\"", StringComparison.Ordinal) + 14;
        return Encoding.Latin1.GetString(Convert.FromBase64String(line[from..line.IndexOf('"', from)]));
    }));
}
