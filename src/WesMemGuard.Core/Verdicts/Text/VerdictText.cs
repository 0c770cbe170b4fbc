using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts.Dark;
using WesMemGuard.Verdicts.Limits;
using WesMemGuard.Verdicts.Lines;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Text;

/// <summary>
/// Puts findings into verdicts with their messages: the first line alone says subject, "should" and limit; labels always in the same order.
/// </summary>
internal sealed class VerdictText(RunView view, JudgeContext context)
{
    /// <summary>The verdict of a limit.</summary>
    public Verdict Verdict(Limit limit, Finding found)
    {
        var (unit, factor) = FigureText.Unit(limit);
        var suspects = found.Outcome == Outcome.Broken && limit.Rule is not Peak && found.Window is { } window
            ? SuspectText.Of(view, limit, window)
            : new Suspects([], null);
        var seen = found.Outcome == Outcome.Broken ? SuspectText.Seen(view, context.Symptoms, limit, found) : [];
        var notices = (IReadOnlyList<Reason>)[.. limit.Notices, .. found.Notices, .. Damage.Of(view.Run)];
        found = found with { Notices = notices };
        var dark = DarkGrowthFinder.Of(view, limit, found);
        return new Verdict
        {
            Of = limit.Of,
            Metric = limit.Metric.Name(),
            Limit = limit.Rule.Name,
            Outcome = found.Outcome,
            Value = found.Value / factor,
            Low = found.Low / factor,
            High = found.High / factor,
            Confidence = found.Low is null && found.High is null ? null : found.Confidence,
            Budget = limit.Rule.Bound / factor,
            Unit = unit,
            From = found.Window?.From,
            To = found.Window?.To,
            Since = found.Outcome == Outcome.Broken ? found.Since : null,
            Samples = found.Samples,
            Evidence = found.Evidence,
            Reason = found.Reason,
            More = found.Outcome == Outcome.Inconclusive && found.Statistical ? found.More : null,
            Notices = notices,
            Suspects = suspects.Found,
            Seen = seen,
            DarkGrowth = dark,
            Next = found.Outcome == Outcome.Broken ? NextCommand.Of(view, limit, context) : null,
            Message = new VerdictMessage(Message(limit, found, suspects, seen, dark)),
        };
    }

    private List<MessageLine> Message(Limit limit, Finding found, Suspects suspects, IReadOnlyList<SeenHolder> seen,
        DarkGrowth? dark)
    {
        var (subject, said) = FirstLines(limit, found);
        var lines = new List<MessageLine>
        {
            new(MessagePart.Subject, subject),
            new(MessagePart.Said, said),
            new(MessagePart.Blank, null),
            new(MessagePart.Budget, BudgetLine(limit)),
            new(MessagePart.Measured, Measured(limit, found)),
        };
        if (found.Outcome == Outcome.Broken)
            Culprits(limit, found, suspects, seen, dark, lines);
        lines.AddRange(found.Notices.Select(n => new MessageLine(MessagePart.Notice, n, Keep.Notices)));
        if (found.Outcome == Outcome.Broken && BreachFiles.Of(view.Run, limit) is { } files)
            lines.Add(new MessageLine(MessagePart.Profiles, files));
        if (found.Outcome == Outcome.Broken && NextCommand.Of(view, limit, context) is { } next)
            lines.Add(new MessageLine(MessagePart.Next, InputReasons.Verbatim(next)));
        lines.Add(new MessageLine(MessagePart.Evidence, Evidence(found)));
        return lines;
    }

    private (Reason Subject, Reason Said) FirstLines(Limit limit, Finding found)
    {
        var subject = MessageReasons.Subject(limit.IsOfProcess ? null : limit.Of, limit.Metric.Name(), context.Scenario);
        return found.Outcome switch
        {
            Outcome.Held or Outcome.Broken => (Sentences.Should(limit, subject), Sentences.ButOrAnd(limit, found)),
            Outcome.NotMeasured => (MessageReasons.CouldNotBeMeasured(subject), MessageReasons.Because(found.Reason)),
            _ => (MessageReasons.CouldNotBeJudged(subject), MessageReasons.Because(found.Reason)),
        };
    }

    private Reason BudgetLine(Limit limit) => MessageReasons.Budget(
        limit.Text, limit.Phase, limit.Rule is GrowthPerHour or Budgets.Growth or GrowthPer
            ? view.Budget.WarmUp : null, context.BudgetPath, limit.Line);

    /// <summary>A figure that could not become a verdict is shown all the same.</summary>
    private static Reason Measured(Limit limit, Finding found) =>
        found.Outcome is Outcome.Held or Outcome.Broken || found.Value is not { } value
        ? MessageReasons.Measured(found.Measured, null, null)
        : MessageReasons.Measured(found.Measured, FigureText.Of(limit, value), Sentences.Interval(limit, found));

    private void Culprits(Limit limit, Finding found, Suspects suspects, IReadOnlyList<SeenHolder> seen, DarkGrowth? dark,
        List<MessageLine> lines)
    {
        lines.Add(new MessageLine(MessagePart.Since, found.Since is { } since ? Moment(since) : MessageReasons.SinceUnknown()));
        if (limit.Rule is not Peak)
            SuspectText.Write(view, limit, found, suspects, seen, lines);
        if (dark is not null)
            lines.Add(new MessageLine(MessagePart.Beside, DarkGrowthFinder.Text(dark), Keep.Culprits));
        if (RuledOut.Of(view, limit, found) is { } still)
            lines.Add(new MessageLine(MessagePart.RuledOut, still, Keep.Aside));
    }

    private Reason Moment(DateTimeOffset at)
    {
        var phase = view.Run.Phases.LastOrDefault(p => p.StartedAt <= at && at <= p.EndedAt);
        return MessageReasons.Since(at, phase is null ? null : MessageReasons.AfterPhaseBegan(at - phase.StartedAt, phase.Name));
    }

    private Reason Evidence(Finding found) => found.Window is { } w && w.Length > TimeSpan.Zero
        ? MessageReasons.Evidence(context.EvidencePath, found.Evidence, MessageReasons.Window(w.From, w.To))
        : MessageReasons.Evidence(context.EvidencePath, found.Evidence, null);
}
