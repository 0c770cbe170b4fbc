using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Runs;

/// <summary>Why a source holds no memory readings, in words.</summary>
internal static class EmptyReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(EmptyReasons));

    public static Reason Of(EmptyKind kind, long lines, long broken, string level, string problem) => kind switch
    {
        EmptyKind.NoLine => new(Texts, "empty.noLine"),
        EmptyKind.Broken => new(Texts, "empty.broken", ("lines", lines), ("broken", broken), ("problem", problem)),
        EmptyKind.Foreign => new(Texts, "empty.foreign", ("lines", lines)),
        EmptyKind.RotatedAway => new(Texts, "empty.rotatedAway", ("lines", lines), ("level", level)),
        EmptyKind.LevelTooHigh => new(Texts, "empty.levelTooHigh", ("level", level)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind"),
    };
}
