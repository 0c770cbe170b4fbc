using WesMemGuard.Analyzers.Tests.Support;
using WesMemGuard.Core.Tests.Budgets;
using WesMemGuard.Core.Tests.Input;
using WesMemGuard.Core.Tests.Scenarios;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class UnusableFileTests
{
    private static readonly string Gallery =
        File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Gallery", "ErrorGallery.approved.txt"))
        .ReplaceLineEndings("\n");

    /// <summary>The approved messages don't list the metrics: a new one changes none of them.</summary>
    private static string WithoutMetrics(string message) =>
        message.Replace(string.Join(", ",
            WesMemGuard.Measurement.Metrics.Names(ofProcess: true)), "<the process's metrics>",
            StringComparison.Ordinal)
            .Replace(string.Join(", ", WesMemGuard.Measurement.Metrics.Names(ofProcess: false)), "<a module's metrics>",
                StringComparison.Ordinal);

    [Test]
    public void Every_mistake_is_told_at_its_place_in_the_words_of_the_command_line()
    {
        var cases = BrokenBudgets.Cases.Concat(BrokenScenarios.Cases).ToArray();
        cases.Length.ShouldBeGreaterThan(100);
        foreach (var mistake in cases)
        {
            var found = FileSnippet.Diagnose([(mistake.File, mistake.Bytes)]).Where(finding => finding.Id == "WMG8001");
            found.Select(AsCommandLine).Select(WithoutMetrics).ShouldBe(Approved(mistake).Take(20), ignoreOrder: true,
                mistake.Title);
        }
    }

    [Test]
    public void A_file_in_another_encoding_is_told_as_a_whole()
    {
        var text = """{ "recording": "../_recordings/idle" }""";
        byte[] wide = [.. System.Text.Encoding.Unicode.GetPreamble(), .. System.Text.Encoding.Unicode.GetBytes(text)];
        FileSnippet.Diagnose([("scenario.json", wide)]).Select(FileSnippet.Text)
            .ShouldBe(["scenario.json(1,1): WMG8001: is written in UTF-16 (little endian); only UTF-8 is allowed, with or "
                + "without a byte order mark"]);
        byte[] latin = [.. System.Text.Encoding.Latin1.GetBytes("""{ "title": "é", "recording": "x" }""")];
        FileSnippet.Diagnose([("scenario.json", latin)]).Select(FileSnippet.Text)
            .ShouldBe(["scenario.json(1,13): WMG8001: the byte 0xE9 is not UTF-8 (Latin-1, Windows-1252 or GBK?); "
                + "only UTF-8 is allowed, with or without a byte order mark"]);
    }

    [TestCase("recording.json", "{", "(1,1): WMG8001: this '{' is never closed")]
    [TestCase("recording.json", "[ ]", "(1,1): WMG8001: a JSON object is needed")]
    [TestCase("recording.json", "{\n  \"interval\": 0,\n  \"startedAt\": \"2026-11-22T15:00:00Z\"\n}",
        "(2,15): WMG8001: interval is the number 0: a number > 0 is needed")]
    [TestCase("recording.json", "{ \"startedAt\": \"yesterday\" }", "(1,16): WMG8001: startedAt is \"yesterday\": a time like")]
    [TestCase("phases.jsonl", "{ }\n", "(1,1): WMG8001: phase is missing: a string is needed")]
    [TestCase("phases.jsonl", "\n{ \"phase\": 7 }\n", "(2,12): WMG8001: phase is the number 7: a string is needed")]
    public void A_recording_is_read_as_its_replay_reads_it(string file, string text, string said) =>
        FileSnippet.Say((file, text))
            .ShouldContain(line => line.StartsWith(file + said, StringComparison.Ordinal),
            string.Join('\n', FileSnippet.Say((file, text))));

    [TestCase("recording.json", """{ "startedAt": "2026-11-22T15:00:00.123456789+08:00", "exchanges": { "/metrics": 3 }, "note": "" }""")]
    [TestCase("phases.jsonl", "")]
    [TestCase("package.json", "{")]
    public void A_right_or_foreign_file_is_left_alone(string file, string text) =>
        FileSnippet.Say((file, text)).ShouldBeEmpty();

    [Test]
    public void The_last_line_of_a_recorder_that_was_killed_is_no_mistake()
    {
        const string Line = """{ "phase": "a", "kind": "idle", "startedAt": "2026-11-22T15:00:00Z", "endedAt": "2026-11-22T15:05:00Z","""
            + """ "sent": 0, "ok": 0, "limited": 0, "failed": 0 }""";
        FileSnippet.Say(("phases.jsonl", Line + "\n" + Line[..70])).ShouldBeEmpty();
        FileSnippet.Say(("phases.jsonl", Line[..70] + "\n" + Line)).ShouldNotBeEmpty();
    }

    [Test]
    public void Nobodys_mutation_ends_the_reading()
    {
        var random = new Random(20261122);
        var cases = BrokenBudgets.Cases.Concat(BrokenScenarios.Cases).ToArray();
        cases.ShouldNotBeEmpty();
        for (var i = 0; i < 300; i++)
        {
            var mistake = cases[random.Next(cases.Length)];
            var bytes = mistake.Bytes.ToArray();
            for (var change = 0; change < 3 && bytes.Length > 0; change++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            FileSnippet.Diagnose([(mistake.File, bytes)]).ShouldAllBe(finding => finding.Id.StartsWith("WMG8"));
        }
    }

    private static string AsCommandLine(Microsoft.CodeAnalysis.Diagnostic finding)
    {
        var place = finding.Location.GetLineSpan();
        var message = finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        var file = Path.GetFileName(place.Path);
        var isWhole = Gallery.Contains($"\n{file}: {message}\n", StringComparison.Ordinal);
        return isWhole
            ? $"{file}: {message}" : $"{file}:{place.StartLinePosition.Line + 1}:{place.StartLinePosition.Character + 1}: {message}";
    }

    private static string[] Approved(Mistake mistake)
    {
        var head = $"== {mistake.Title}\n{mistake.Shown}\n";
        var start = Gallery.IndexOf(head, StringComparison.Ordinal);
        start.ShouldBeGreaterThanOrEqualTo(0, mistake.Title);
        start += head.Length;
        return [.. Gallery[start..Gallery.IndexOf("\n\n", start, StringComparison.Ordinal)].Split('\n')];
    }
}
