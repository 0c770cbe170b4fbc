using System.CommandLine;
using WesMemGuard.Cli.Options;

namespace WesMemGuard.Cli.Baselines;

/// <summary>The arguments that commands of <c>wesmemguard baseline</c> share.</summary>
internal static class BaselineArguments
{
    public static Argument<string> Name(LocalTexts texts) => new("NAME") { Description = texts["Name"] };

    public static Argument<string[]> Runs(LocalTexts texts)
    {
        var runs = new Argument<string[]>("RUN|RECORDING|LOG") { Arity = ArgumentArity.OneOrMore, Description = texts["Runs"] };
        CommandArguments.RefuseOptions(runs);
        return runs;
    }
}
