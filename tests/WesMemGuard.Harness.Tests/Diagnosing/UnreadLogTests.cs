using System.IO.Compression;
using WesMemGuard.Diagnosis;
using WesMemGuard.Harness.Diagnosing;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Diagnosing;

/// <summary>A log without samples is told by what it is: of lines that can't be read nobody knows the level.</summary>
internal sealed class UnreadLogTests
{
    private static readonly string[] Real = Lines("idle"), AtWarn = Lines("warn-level-log");

    private static IEnumerable<TestCaseData> Logs()
    {
        yield return Case("cut lines", Problems.LogUnread, Real.Select(l => l[..(l.Length / 2)]));
        yield return Case("sealed lines", Problems.LogUnread, Real.Select((_, i) => $"v1:{i:x8}AAAA/8c2Jh+Zz=="));
        yield return Case("another program's lines", Problems.LogUnread,
            Enumerable.Repeat("127.0.0.1 - - \"GET / HTTP/1.1\" 200 12", 40));
        yield return Case("lines without samples", Problems.LogUnread,
            Real.Where(l => !l.Contains("memory_sample", StringComparison.Ordinal)));
        yield return Case("no line", Problems.LogUnread, []);
        yield return Case("level warn", Problems.LogLevel, AtWarn);
        yield return Case("level warn, wrapped", Problems.LogLevel,
            AtWarn.Select(l => $"2026-11-22T16:00:00.000123456Z stdout F {l}"));
    }

    [TestCaseSource(nameof(Logs))]
    public async Task A_log_without_samples_is_named_by_what_it_is(string[] lines, Problem problem)
    {
        using var folder = new TemporaryFolder();
        var log = folder.Write("node-system.log", string.Concat(lines.Select(l => l + "\n")));

        var diagnosis = await RunDiagnosis.OfAsync(log, "log", TimeSpan.FromMinutes(1), default);

        var found = diagnosis.Found.Found.ShouldHaveSingleItem();
        found.Problem.ShouldBe(problem);
        diagnosis.Found.Outcome.ShouldBe(Outcome.NotMeasured);
        foreach (var language in new[] { Language.English, Language.Chinese })
        {
            var words = new DiagnosisText(language);
            words.TitleOf(problem).ShouldNotBeNullOrEmpty();
            words.StepsOf(problem).ShouldNotBeEmpty();
            words.Of(found.Evidence.ShouldHaveSingleItem()).ShouldNotBeNullOrEmpty();
        }
    }

    private static TestCaseData Case(string name, Problem problem, IEnumerable<string> lines) =>
        new TestCaseData(lines.ToArray(), problem).SetArgDisplayNames(name);

    private static string[] Lines(string recording)
    {
        var file =
            Directory.GetFiles(Path.Combine(RepositoryFolder.Recording(recording), "logs"), "node-system*.gz")[0];
        using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        return text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
