using WesMemGuard.Reasons;

namespace WesMemGuard.Budgets;

/// <summary>Which of the things that a reader of a limit should know beforehand.</summary>
internal enum LimitNoticeKind
{
    /// <summary>The module's name is an alias, or never registered.</summary>
    Name,

    /// <summary>The node reports the metric as a constant 0.</summary>
    Blind,

    /// <summary>What the module's bytes are.</summary>
    Meaning,

    /// <summary>The node's own bound is below the limit.</summary>
    NeverBreaks,
}

/// <summary>Something that a reader of a limit should know beforehand, and where it stands in the budget.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Line">The line of what it is about, from 1.</param>
/// <param name="Column">Its column, from 1.</param>
/// <param name="Text">What there is to know.</param>
internal sealed record LimitNotice(LimitNoticeKind Kind, int Line, int Column, Reason Text);
