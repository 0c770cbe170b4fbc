using System.CommandLine;
using WesMemGuard.Cli.Baselines;
using WesMemGuard.Cli.Comparing;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Cli.Verbs;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Output;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli;

/// <summary>The whole command: its verbs, and the exit code of whatever happens in them.</summary>
internal static class GuardCommand
{
    /// <summary>Ended by the user (128 + SIGINT).</summary>
    private const int Interrupted = 130;

    /// <summary>How long a verb may take to end well when it is interrupted: a watched run is judged then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(GuardCommand));

    private static readonly Dictionary<string, string[]> Examples = new()
    {
        [""] = ["wesmemguard run scenarios", "wesmemguard judge recordings/idle --budget budget.json"],
        [RunVerb.Name] = RunVerb.Examples,
        [JudgeVerb.Name] = JudgeVerb.Examples,
        [AbVerb.Name] = AbVerb.Examples,
        [RecordVerb.Name] = RecordVerb.Examples,
        [ReplayVerb.Name] = ReplayVerb.Examples,
        [ImportVerb.Name] = ImportVerb.Examples,
        [SelfTestVerb.Name] = SelfTestVerb.Examples,
        [ProposeVerb.Name] = ProposeVerb.Examples,
        [VerifyVerb.Name] = VerifyVerb.Examples,
        [WatchVerb.Name] = WatchVerb.Examples,
        [LogsVerb.Name] = LogsVerb.Examples,
        [DiffVerb.Name] = DiffVerb.Examples,
        [ReportVerb.Name] = ReportVerb.Examples,
        [AnalyzeVerb.Name] = AnalyzeVerb.Examples,
        [DiagnoseVerb.Name] = DiagnoseVerb.Examples,
        [BaselineVerb.Name] = BaselineVerb.Examples,
        [HistoryVerb.Name] = HistoryVerb.Examples,
        [BisectVerb.Name] = BisectVerb.Examples,
        [ExportVerb.Name] = ExportVerb.Examples,
        [RulesVerb.Name] = RulesVerb.Examples,
        [ConfigVerb.Name] = ConfigVerb.Examples,
        [KeysVerb.Name] = KeysVerb.Examples,
        [ProveVerb.Name] = ProveVerb.Examples,
        [SchemaVerb.Name] = SchemaVerb.Examples,
        [CompletionVerb.Name] = CompletionVerb.Examples,
    };

    public static async Task<int> RunAsync(IReadOnlyList<string> args, Surroundings surroundings, CancellationToken ct = default)
    {
        surroundings = surroundings with
        {
            Language = LanguageOption.Of(args, surroundings),
            Out = new ScrubbedWriter(surroundings.Out, surroundings.Scrubber, surroundings.Screen is not null),
            Error = new ScrubbedWriter(surroundings.Error, surroundings.Scrubber, surroundings.IsTerminal),
        };
        using var signals = surroundings.OwnsProcess ? EndingSignals.Listen(Patience, surroundings.Say, ct) : null;
        ParseResult? read = null;
        var code = Flushed(surroundings,
            await CodeAsync(() => read = Root(surroundings).Parse(args), surroundings, signals?.Token ?? ct).ConfigureAwait(false));
        return read is not null && RunVerb.IsForBisect(read) ? BisectExit.Of(code) : code;
    }

    private static async Task<int> CodeAsync(Func<ParseResult> read, Surroundings surroundings, CancellationToken ct)
    {
        try
        {
            var parsed = read();
            if (parsed.Errors.Count > 0 && parsed.Action is not { ClearsParseErrors: true })
                return Refuse(parsed, surroundings);
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                    Output = surroundings.Out,
                    Error = surroundings.Error
                }, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (BadInputs.Are(e))
        {
            surroundings.Say(BadInputs.ReasonOf(e));
            return ExitCodes.BadInput;
        }
        catch (OperationCanceledException)
        {
            surroundings.Say(CommandReasons.Interrupted());
            return Interrupted;
        }
        catch (Exception e) when (Unwritable(e) is { } why)
        {
            SayIfPossible(SafeText.Of(why.In(surroundings.Language)), surroundings);
            return ExitCodes.Unwritable;
        }
        catch (Exception e)
        {
            SayIfPossible(SafeText.Of(CommandReasons.Internal(e.ToString()).In(surroundings.Language)), surroundings);
            return ExitCodes.Internal;
        }
    }

    /// <summary>What can't be written, wherever in a failure it stands; null when the failure is another.</summary>
    private static Reason? Unwritable(Exception error) => error switch
    {
        UnwritableException unwritable => unwritable.Why,
        AggregateException several => several.InnerExceptions.Select(Unwritable).FirstOrDefault(w => w is not null),
        FileNotFoundException or IOException or UnauthorizedAccessException => OutputErrors.Of(error),
        _ => error.InnerException is { } inner and (UnwritableException or AggregateException) ? Unwritable(inner) : null,
    };

    private static int Flushed(Surroundings surroundings, int code)
    {
        try
        {
            surroundings.Out.Flush();
            surroundings.Error.Flush();
            return code;
        }
        catch (UnwritableException e)
        {
            SayIfPossible(e.Why.In(surroundings.Language), surroundings);
            return ExitCodes.Worse(ExitCodes.Unwritable, code);
        }
    }

    private static void SayIfPossible(string message, Surroundings surroundings)
    {
        try
        {
            surroundings.Error.WriteLine(message);
        }
        catch (UnwritableException)
        {
            return; // nobody reads errors either: the exit code says it
        }
    }

    private static RootCommand Root(Surroundings surroundings)
    {
        var texts = Texts.In(surroundings.Language);
        var root = new RootCommand(texts["Description"]);
        var set = SettingsOption.Create(texts["Set"]);
        root.Add(set);
        root.Add(LanguageOption.Create(texts["Lang"]));
        root.Add(RunVerb.Create(surroundings, set));
        root.Add(JudgeVerb.Create(surroundings, set));
        root.Add(AbVerb.Create(surroundings, set));
        root.Add(RecordVerb.Create(surroundings));
        root.Add(ReplayVerb.Create(surroundings));
        root.Add(ImportVerb.Create(surroundings));
        root.Add(SelfTestVerb.Create(surroundings, set));
        root.Add(ProposeVerb.Create(surroundings, set));
        root.Add(VerifyVerb.Create(surroundings));
        root.Add(WatchVerb.Create(surroundings, set));
        root.Add(LogsVerb.Create(surroundings));
        root.Add(DiffVerb.Create(surroundings));
        root.Add(ReportVerb.Create(surroundings, set));
        root.Add(AnalyzeVerb.Create(surroundings, set));
        root.Add(DiagnoseVerb.Create(surroundings, set));
        root.Add(BaselineVerb.Create(surroundings, set));
        root.Add(HistoryVerb.Create(surroundings));
        root.Add(BisectVerb.Create(surroundings, set));
        root.Add(ExportVerb.Create(surroundings, set));
        root.Add(RulesVerb.Create(surroundings));
        root.Add(ConfigVerb.Create(surroundings, set));
        root.Add(KeysVerb.Create(surroundings));
        root.Add(ProveVerb.Create(surroundings));
        root.Add(SchemaVerb.Create(surroundings));
        root.Add(CompletionVerb.Create(surroundings));
        ExampleHelp.Install(root, Examples, surroundings.Language);
        return root;
    }

    private static int Refuse(ParseResult parsed, Surroundings surroundings)
    {
        if (parsed.CommandResult.Command is RootCommand root && parsed.UnmatchedTokens is [var word, ..] && !word.StartsWith('-'))
        {
            string[] verbs = [.. root.Subcommands.Select(c => c.Name)];
            surroundings.Say(CommandReasons.NoVerb(word, NearestName.Of(word, verbs), verbs));
        }
        else
        {
            foreach (var error in UsageErrors.Of(parsed))
                surroundings.Say(error);
        }

        var verb = string.Concat(CommandArguments.Path(parsed.CommandResult).Select(name => name + " "));
        surroundings.Say(CommandReasons.See($"wesmemguard {verb}--help"));
        return ExitCodes.Usage;
    }
}
