using System.CommandLine;
using WesMemGuard.Input;

namespace WesMemGuard.Cli.Fleets;

/// <summary>The option <c>--map OURS=THEIRS</c>: what the data calls a figure.</summary>
internal static class MapOption
{
    /// <summary>What it is called, here and where one node is watched.</summary>
    public const string Name = "--map";

    public static Option<string[]> Create(string description) => new(Name)
    {
        Description = description,
        HelpName = "OURS=THEIRS",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The data's own names by ours.</summary>
    /// <exception cref="BadInputException">One is no pair.</exception>
    public static IReadOnlyDictionary<string, string> Read(string[]? given)
    {
        var mapped = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in given ?? [])
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at < 1 || at == pair.Length - 1)
                throw new BadInputException(Name, FleetReasons.NoPair(pair));
            mapped[pair[..at].Trim()] = pair[(at + 1)..].Trim();
        }

        return mapped;
    }
}
