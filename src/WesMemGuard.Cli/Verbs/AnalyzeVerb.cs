using System.CommandLine;
using System.Globalization;
using WesMemGuard.Analysis;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Harness.Diagnosing;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Node.Processes;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary><c>wesmemguard analyze [RECORDING|RUN|LOG] [--url URL]</c>: what a node's memory is made of.</summary>
internal static class AnalyzeVerb
{
    public const string Name = "analyze";

    /// <summary>What the list of verbs shows beside it.</summary>
    public const string Takes = "RECORDING|RUN|LOG";

    public static readonly string[] Examples =
    [
        "wesmemguard analyze",
        "wesmemguard analyze scenarios/_recordings/transfers",
        "wesmemguard analyze --url http://127.0.0.1:28680 --repeat 10 --every 30s",
        "wesmemguard analyze --explain heapAlloc",
    ];

    private const int MostLooks = 100_000;
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(AnalyzeVerb));
    private static readonly ResourceTexts Words = ResourceTexts.Beside(typeof(AnalysisReport));

    public static Command Create(Surroundings surroundings, Option<string[]> set)
    {
        var texts = Texts.In(surroundings.Language);
        var options = new AnalyzeOptions(surroundings.Language, texts);
        var command = new Command(Name, texts["Description"]);
        options.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var asked = options.Read(parsed, surroundings);
            if (asked.Explain is { } field)
                return Explain(field, surroundings, texts);
            if (asked.Path is not null && asked.NamesNode)
                return Refuse(texts["Both"], surroundings);
            if (asked.Repeat is not null && (asked.Path is not null || asked.Repeat is < 2 or > MostLooks))
                return Refuse(texts["RepeatNode"], surroundings);
            if (asked.Path is null)
                return await NodeAsync(asked, surroundings, texts, ct).ConfigureAwait(false);
            var settings = SettingsOption.Read(surroundings, parsed.GetValue(set), outFolder: null);
            var seen = await RunDiagnosis.OfAsync(Path.Combine(surroundings.WorkingFolder, asked.Path),
                asked.Path.Replace('\\', '/'), settings.ReplayTimeout, ct).ConfigureAwait(false);
            return Tell(RunAnalysis.Of(seen, now: false), asked.Json, surroundings);
        });
        return command;
    }

    private static async Task<int> NodeAsync(AnalyzeRequest asked, Surroundings surroundings, LocalTexts texts, CancellationToken ct)
    {
        var where = asked.Address.Http.ToString().TrimEnd('/');
        var look = new RepeatedLookOptions(asked.Address, asked.Repeat ?? 1, asked.Every)
        {
            Collects = asked.Collects,
            NamesDiagnostics = asked.NamesDiagnostics,
            ProfileName = asked.Profile,
            Said = surroundings.Say,
            Process = LocalProcess.Behind(asked.Address.Http, surroundings.Clock.Time),
        };
        look = look with { Client = look.Client with { Scrub = surroundings.Scrubber.Text, Access = asked.Access } };
        var run = await RepeatedLook.TakeAsync(look, surroundings.Clock, ct).ConfigureAwait(false);
        if (RepeatedLook.IsSilent(run))
        {
            surroundings.Error.WriteLine(SafeText.Of(texts.Format("Silent", where)));
            return ExitCodes.NoNode;
        }

        if (asked.Repeat is not null)
            WriteLooks(new LookTable(run), RunSamples.Of(run).Count, asked, surroundings, texts);
        return Tell(RunAnalysis.Of(RunDiagnosis.Of(new RunSource(run, where)), now: true), asked.Json, surroundings);
    }

    /// <summary>With <c>--json</c> the object is the output, and the table goes where people look.</summary>
    private static void WriteLooks(LookTable table, int looks, AnalyzeRequest asked, Surroundings surroundings, LocalTexts texts)
    {
        var to = asked.Json ? surroundings with { Out = surroundings.Error } : surroundings;
        var file = asked.Output
            ?? string.Create(CultureInfo.InvariantCulture, $"memory-analysis-{surroundings.Clock.Now.UtcDateTime:yyyyMMdd-HHmmss}.csv");
        table.Write(to, Words.In(surroundings.Language));
        OutputFile.Write(file, surroundings, text => text.Write(table.Csv()));
        to.Out.WriteLine(SafeText.Of(texts.Format("Written", looks, file)));
        to.Out.WriteLine();
    }

    private static int Tell(RunAnalysis analysis, bool json, Surroundings surroundings)
    {
        if (json)
            surroundings.Out.WriteLine(AnalysisJson.Of(analysis).ToJsonString());
        else
            new AnalysisReport(surroundings).Write(analysis);
        return analysis.Pictures.Count > 0 ? ExitCodes.Held : ExitCodes.NotMeasured;
    }

    private static int Explain(string field, Surroundings surroundings, LocalTexts texts)
    {
        var words = new AnalysisText(surroundings.Language);
        var fields = field == "all" ? words.Fields : [field];
        foreach (var name in fields)
        {
            if (words.Explain(name) is not { } meaning)
                return Refuse(texts.Format("NoField", name, NearestName.Of(name, words.Fields) is { } near
                    ? texts.Format("Near", near) : "", string.Join(", ", words.Fields)), surroundings);
            Paragraph.Write(surroundings, name + ": ", meaning);
        }

        return ExitCodes.Held;
    }

    private static int Refuse(string why, Surroundings surroundings)
    {
        surroundings.Error.WriteLine(SafeText.Of(why));
        return ExitCodes.Usage;
    }
}
