using WesMemGuard.Reasons;

namespace WesMemGuard.Verdicts.Lines;

/// <summary>What a line of a message is, in the order of the message.</summary>
internal enum MessagePart
{
    /// <summary>Whose figure should do what: the line that must do alone.</summary>
    Subject,

    /// <summary>What was seen instead, or why nothing can be said.</summary>
    Said,

    /// <summary>An empty line.</summary>
    Blank,

    /// <summary>The limit and where it stands.</summary>
    Budget,

    /// <summary>How much was measured.</summary>
    Measured,

    /// <summary>The moment of the breach.</summary>
    Since,

    /// <summary>Who may hold it.</summary>
    Suspect,

    /// <summary>More of the line before it.</summary>
    Beside,

    /// <summary>What stood still.</summary>
    RuledOut,

    /// <summary>What a reader must know.</summary>
    Notice,

    /// <summary>Captured files.</summary>
    Profiles,

    /// <summary>A command to paste.</summary>
    Next,

    /// <summary>The files that were judged.</summary>
    Evidence,
}

/// <summary>One line of a message, before it is put into words.</summary>
/// <param name="Part">What it is.</param>
/// <param name="Text">What it says; null for an empty line.</param>
/// <param name="Keep">When it is left out.</param>
internal sealed record MessageLine(MessagePart Part, Reason? Text, Keep Keep = Keep.Always);
