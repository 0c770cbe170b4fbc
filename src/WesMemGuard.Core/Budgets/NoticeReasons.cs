using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Budgets;

/// <summary>What a reader of a limit should know beforehand.</summary>
internal static class NoticeReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(NoticeReasons));

    public static Reason Blind(string module, string metric) =>
        new(Texts, "notice.blind", ("module", module), ("metric", metric));

    public static Reason NeverBreaks(string module, string metric, string bound, string where) =>
        new(Texts, "notice.neverBreaks", ("module", module), ("metric", metric), ("bound", bound), ("where", where));
}
