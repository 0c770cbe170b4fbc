using Spectre.Console;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output;

/// <summary>The colours of outcomes.</summary>
internal static class OutcomeStyle
{
    /// <summary>The style of an outcome; null: bad input.</summary>
    public static Style Of(Outcome? outcome) => outcome switch
    {
        Outcome.Held => new Style(Color.Green),
        Outcome.Broken or null => new Style(Color.Red),
        Outcome.Inconclusive => new Style(Color.Yellow),
        _ => new Style(Color.Fuchsia),
    };
}
