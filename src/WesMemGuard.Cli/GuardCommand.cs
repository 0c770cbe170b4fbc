using System.CommandLine;
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
            await CodeAsync(() => read = Root(surroundings, args).Parse(args), surroundings, signals?.Token ?? ct).ConfigureAwait(false));
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

    private static RootCommand Root(Surroundings surroundings, IReadOnlyList<string> args)
    {
        var texts = Texts.In(surroundings.Language);
        var root = new RootCommand(texts["Description"]);
        var set = SettingsOption.Create(texts["Set"]);
        root.Add(set);
        root.Add(LanguageOption.Create(texts["Lang"]));
        var verbs = VerbTable.All(surroundings, set);
        foreach (var verb in verbs)
            root.Add(verb.For(args, surroundings.Language));
        ExampleHelp.Install(root, name => verbs.FirstOrDefault(v => v.Name == name)?.Examples() ?? VerbTable.Examples,
            surroundings.Language);
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
