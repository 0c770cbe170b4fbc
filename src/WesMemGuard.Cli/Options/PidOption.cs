using System.CommandLine;
using WesMemGuard.Reasons;

namespace WesMemGuard.Cli.Options;

/// <summary><c>--pid</c>: a .NET process of this machine in place of a node.</summary>
internal static class PidOption
{
    /// <summary>The option.</summary>
    public static Option<int?> Create(Language language)
    {
        var pid = new Option<int?>("--pid") { Description = CommandReasons.PidOption().In(language), HelpName = "PID" };
        pid.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var number) && number > 0))
                result.Refuse(CommandReasons.NoPid(token.Value));
        });
        return pid;
    }

    /// <summary>Refuses what goes with a node alone.</summary>
    public static void Alone(Command command, Option<int?> pid, IReadOnlyList<Option> ofNode) =>
        command.Validators.Add(result =>
        {
            if (result.GetResult(pid) is null)
                return;
            foreach (var other in ofNode.Where(option => result.GetResult(option) is { Implicit: false }))
                result.Refuse(CommandReasons.NotWithPid(other.Name));
        });
}
