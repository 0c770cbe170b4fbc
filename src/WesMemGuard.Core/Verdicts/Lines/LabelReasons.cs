using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Verdicts.Lines;

/// <summary>What the lines of a message begin with.</summary>
internal static class LabelReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(LabelReasons));

    /// <summary>The label of a line; null where it has none of its own.</summary>
    public static Reason? Of(MessagePart part) => part switch
    {
        MessagePart.Subject or MessagePart.Said or MessagePart.Blank or MessagePart.Beside => null,
        MessagePart.Budget => new(Texts, "label.budget"),
        MessagePart.Measured => new(Texts, "label.measured"),
        MessagePart.Since => new(Texts, "label.since"),
        MessagePart.Suspect => new(Texts, "label.suspect"),
        MessagePart.RuledOut => new(Texts, "label.ruledOut"),
        MessagePart.Notice => new(Texts, "label.notice"),
        MessagePart.Profiles => new(Texts, "label.profiles"),
        MessagePart.Next => new(Texts, "label.next"),
        MessagePart.Evidence => new(Texts, "label.evidence"),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "no such part"),
    };
}
