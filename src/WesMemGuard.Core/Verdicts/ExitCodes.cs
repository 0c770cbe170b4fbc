namespace WesMemGuard.Verdicts;

/// <summary>The exit codes of the command-line tool.</summary>
internal static class ExitCodes
{
    /// <summary>Every limit held.</summary>
    public const int Held = 0;

    /// <summary>A limit is broken, or a suite is not as expected.</summary>
    public const int Broken = 1;

    /// <summary>The evidence can't tell.</summary>
    public const int Inconclusive = 2;

    /// <summary>A figure was never measured.</summary>
    public const int NotMeasured = 3;

    /// <summary>A file is wrong, or absent, or asks for what is not there.</summary>
    public const int BadInput = 4;

    /// <summary>The node never answered, or is gone at the end.</summary>
    public const int NoNode = 5;

    /// <summary>Wrong usage of the command.</summary>
    public const int Usage = 64;

    /// <summary>An error of our own.</summary>
    public const int Internal = 70;

    /// <summary>What was asked for can't be written: a full disk, a read-only folder, a closed pipe.</summary>
    public const int Unwritable = 74;

    private static readonly int[] WorstFirst = [Internal, Usage, Unwritable, BadInput, NoNode, Broken, NotMeasured, Inconclusive, Held];

    /// <summary>The code of an outcome.</summary>
    public static int Of(Outcome outcome) => outcome switch
    {
        Outcome.Held => Held,
        Outcome.Broken => Broken,
        Outcome.Inconclusive => Inconclusive,
        Outcome.NotMeasured => NotMeasured,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "not one of the four outcomes"),
    };

    /// <summary>The worse of two codes.</summary>
    public static int Worse(int one, int other) =>
        Array.IndexOf(WorstFirst, one) <= Array.IndexOf(WorstFirst, other) ? one : other;
}
