using Spectre.Console;
using WesMemGuard.Cli.Options;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output;

/// <summary>How outcomes are shown: their names and colours.</summary>
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

    /// <summary>The name of an outcome; null: bad input.</summary>
    public static Reason Named(Outcome? outcome) => outcome is { } known ? OutcomeReasons.Of(known) : CommandReasons.BadInput();
}
