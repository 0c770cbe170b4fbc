using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts.Lines;

namespace WesMemGuard.Verdicts;

/// <summary>
/// A verdict's whole message as data; put into words in the reader's language, at most 12 lines of 110 columns.
/// </summary>
public sealed class VerdictMessage : IEquatable<VerdictMessage>
{
    private readonly IReadOnlyList<MessageLine> _lines;

    internal VerdictMessage(IReadOnlyList<MessageLine> lines) => _lines = lines;

    /// <summary>A message of what should be and what was seen.</summary>
    /// <param name="should">The first line.</param>
    /// <param name="seen">The second line; null for none.</param>
    public VerdictMessage(Reason should, Reason? seen = null)
        : this(seen is null
            ? [new(MessagePart.Subject, should)] : [new(MessagePart.Subject, should), new(MessagePart.Said, seen)])
    {
    }

    /// <summary>The message in a language; lines end in a line feed.</summary>
    public string In(Language language) => MessageLines.Write(_lines, language);

    /// <summary>The message for a terminal of so many columns: what is wider than it is broken at a blank.</summary>
    /// <param name="language">The reader's language.</param>
    /// <param name="columns">At least 40; from 110 on it is the message as it is.</param>
    public string In(Language language, int columns) => MessageLines.Write(_lines, language, columns);

    /// <inheritdoc/>
    public bool Equals(VerdictMessage? other) => other is not null && _lines.SequenceEqual(other._lines);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VerdictMessage);

    /// <inheritdoc/>
    public override int GetHashCode() => _lines.Count == 0 ? 0 : HashCode.Combine(_lines.Count, _lines[0]);

    /// <summary>The message in English, for debuggers and failures of tests.</summary>
    public override string ToString() => In(Language.English);
}
