using System.CommandLine;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Harness.Diagnosing;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Reports;
using WesMemGuard.Reports.Html;
using WesMemGuard.Reports.Markdown;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary>
/// <c>wesmemguard report RUN|RECORDING|LOG</c>: one HTML file that needs no network, or Markdown for CI.
/// </summary>
internal static class ReportVerb
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ReportVerb));

    public const string Name = "report";

    /// <summary>What the list of verbs shows beside it.</summary>
    public const string Takes = "RUN|RECORDING|LOG";

    private const int MostMeasured = 6;

    public static readonly string[] Examples =
    [
        "wesmemguard report scenarios/_recordings/transfers --budget scenarios/breaks-transfers/budget.json",
        "wesmemguard report runs/20261122-153916-idle -o idle.html --lang zh",
        "wesmemguard report runs/20261122-153916-idle --md --budget budget.json >> \"$GITHUB_STEP_SUMMARY\"",
    ];

    public static Command Create(Surroundings surroundings, Option<string[]> set)
    {
        var texts = Texts.In(surroundings.Language);
        var path = new Argument<string>(Takes) { Description = texts["Path"] };
        CommandArguments.RefuseOptions(path);
        var output = new Option<string?>("-o", "--output") { Description = texts["Output"], HelpName = "FILE" };
        var markdown = new Option<bool>("--md") { Description = texts["Markdown"] };
        var budget = new Option<string?>("--budget") { Description = texts["Budget"], HelpName = "FILE" };
        var command = new Command(Name, texts["Description"]) { path, output, markdown, budget };
        command.SetAction(async (parsed, ct) =>
        {
            var settings = SettingsOption.Read(surroundings, parsed.GetValue(set), outFolder: null);
            var report = await ReadAsync(parsed.GetRequiredValue(path), parsed.GetValue(budget), settings.ReplayTimeout, surroundings, ct)
                .ConfigureAwait(false);
            Write(report, parsed.GetValue(output), parsed.GetValue(markdown), texts, surroundings);
            return ExitCodes.Held;
        });
        return command;
    }

    private static async Task<ReportedRun> ReadAsync(string path, string? budgetFile, TimeSpan replayTimeout,
        Surroundings surroundings, CancellationToken ct)
    {
        var judge = new RunJudge(surroundings.WorkingFolder, replayTimeout);
        var shown = path.Replace('\\', '/');
        var diagnosis = await RunDiagnosis.OfAsync(Path.Combine(surroundings.WorkingFolder,
            path), shown, replayTimeout, ct)
            .ConfigureAwait(false);
        var source = diagnosis.Source;
        var (budget, verdict) = budgetFile is null ? (null, null) : judge.Judge(source, budgetFile);
        return new ReportedRun(source.Run, source.EvidencePath, surroundings.Clock.Now)
        {
            Budget = budget,
            Verdict = verdict,
            Findings = ReportedFindings.Of(diagnosis.Found),
            Growths = diagnosis.Found.Growths,
            Profiled = Profiled(source.Run),
            Measured = [.. new ProfileSuspects().HeldByModule(source.Run, MostMeasured)
                .Select(m => new MeasuredModule(m.Module, m.Points))],
            Program = "wesmemguard " + Versions.Own,
        };
    }

    private static ProfiledGrowth? Profiled(MemoryRun run)
    {
        var heaps = run.Profiles.Where(p => p.Kind == ProfileKind.Heap).Select(p => p.At).ToList();
        return heaps.Count < 2 ? null : new ProfileSuspects().HeapGrowth(run, heaps.Min(), heaps.Max());
    }

    private static void Write(ReportedRun report, string? output, bool markdown, LocalTexts texts,
        Surroundings surroundings)
    {
        if (markdown && output is null)
        {
            MarkdownReport.Write(report, surroundings.Language, surroundings.Out);
            return;
        }

        var file = output ?? HtmlReport.FileName(report.WrittenAt);
        var length = OutputFile.Write(file, surroundings, to =>
        {
            if (markdown)
                MarkdownReport.Write(report, surroundings.Language, to);
            else
                HtmlReport.Write(report, surroundings.Language, to);
        });
        surroundings.Out.WriteLine(SafeText.Of(texts.Format("Written", file.Replace('\\', '/'), length / 1024)));
    }
}
