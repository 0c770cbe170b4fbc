using System.CommandLine;
using WesMemGuard.Cli.Output;
using WesMemGuard.Cli.Verbs;
using WesMemGuard.Files;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli;

/// <summary>The whole command: its verbs, and the exit code of whatever happens in them.</summary>
internal static class GuardCommand
{
    /// <summary>Ended by the user (128 + SIGINT).</summary>
    private const int Interrupted = 130;

    public static async Task<int> RunAsync(IReadOnlyList<string> args, Surroundings surroundings, CancellationToken ct = default)
    {
        try
        {
            var parsed = Root(surroundings).Parse(args);
            if (parsed.Errors.Count > 0 && parsed.Action is not ExampleHelp)
                return Refuse(parsed, surroundings);
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = surroundings.Out, Error = surroundings.Error }, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is BadInputException or UnreadableRunException)
        {
            surroundings.Error.WriteLine(SafeText.Of(e.Message));
            return ExitCodes.BadInput;
        }
        catch (OperationCanceledException)
        {
            surroundings.Error.WriteLine("interrupted");
            return Interrupted;
        }
        catch (Exception e)
        {
            surroundings.Error.WriteLine(SafeText.Of($"internal error, please report it: {e}"));
            return ExitCodes.Internal;
        }
    }

    private static RootCommand Root(Surroundings surroundings)
    {
        var root = new RootCommand("Judges whether runs of a WES node kept their memory budgets. · 判断 WES 节点的运行是否守住内存预算。");
        var set = SettingsOption.Create();
        root.Add(set);
        root.Add(RunVerb.Create(surroundings, set));
        root.Add(JudgeVerb.Create(surroundings, set));
        root.Add(RecordVerb.Create(surroundings));
        root.Add(ReplayVerb.Create(surroundings));
        root.Add(LogsVerb.Create(surroundings));
        root.Add(DiffVerb.Create(surroundings));
        root.Add(ConfigVerb.Create(surroundings, set));
        ExampleHelp.Install(root, new Dictionary<string, string[]>
        {
            [""] = ["wesmemguard run scenarios", "wesmemguard judge recordings/idle --budget budget.json"],
            [RunVerb.Name] = RunVerb.Examples,
            [JudgeVerb.Name] = JudgeVerb.Examples,
            [RecordVerb.Name] = RecordVerb.Examples,
            [ReplayVerb.Name] = ReplayVerb.Examples,
            [LogsVerb.Name] = LogsVerb.Examples,
            [DiffVerb.Name] = DiffVerb.Examples,
            [ConfigVerb.Name] = ConfigVerb.Examples,
        });
        return root;
    }

    private static int Refuse(ParseResult parsed, Surroundings surroundings)
    {
        foreach (var error in parsed.Errors)
            surroundings.Error.WriteLine(SafeText.Of(error.Message));
        var verb = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
        surroundings.Error.WriteLine($"See: wesmemguard {verb}--help");
        return ExitCodes.Usage;
    }
}
