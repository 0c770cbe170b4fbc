using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Fleets.Answer;

/// <summary>What there is to say of a fleet as a whole.</summary>
internal static class AnswerReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(AnswerReasons));

    /// <summary>One node that differs from the rest.</summary>
    public static Reason Differs(string node, string limit, string measured, string median, double times) =>
        new(Texts, "answer.differs", ("node", node), ("limit", limit), ("measured", measured), ("median", median),
            ("times", times));
}
