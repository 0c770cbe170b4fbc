using System.Globalization;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Comparing;

/// <summary>
/// Cores of its own for each of two nodes, where there are enough of them and for the harness too: then neither takes the other's time.
/// </summary>
internal static class CoreShares
{
    /// <summary>Two for each node and two for the rest of the machine; on fewer cores both nodes have all of them.</summary>
    public const int Fewest = 6;

    /// <summary>The program of Linux that gives a process its cores.</summary>
    public const string Program = "taskset";

    /// <summary>A node's declaration with its cores.</summary>
    /// <param name="node">How it is started.</param>
    /// <param name="second">Whether it gets the second share.</param>
    /// <param name="cores">The cores that this process may use, in order (<see cref="AllowedCores"/>).</param>
    /// <param name="program">Where <see cref="Program"/> lies; null: it isn't there.</param>
    /// <param name="folder">The folder that a relative program starts from.</param>
    public static StartedNode Of(StartedNode node, bool second, IReadOnlyList<int> cores, string? program,
        string folder)
    {
        if (cores.Count < Fewest || program is null || node.Arguments.Count == 0)
            return node;
        var share = (cores.Count - 2) / 2;
        var list = string.Join(',', cores.Skip(second ? share : 0).Take(share).Select(c => c.ToString(CultureInfo.InvariantCulture)));
        var command = node.Command.AsSpan().ContainsAny('/', '\\') ? Path.GetFullPath(Path.Combine(folder, node.Command)) : node.Command;
        return node with { Command = program, Arguments = ["-c", list, command, .. node.Arguments] };
    }
}
