using WesMemGuard.Client.Cycles;
using WesMemGuard.Client.Messages;
using WesMemGuard.Growth;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Lines;

namespace WesMemGuard.Client.Judging;

/// <summary>What is counted.</summary>
/// <param name="Subject">In words.</param>
/// <param name="Metric">Its name.</param>
/// <param name="Place">Where the limit stands.</param>
/// <param name="Idle">Whether a pool may keep some of it for a while.</param>
internal sealed record CountSubject(Reason Subject, string Metric, string Place, bool Idle);

/// <summary>The verdict on whether a number came back to where it was after warm-up.</summary>
internal static class CountVerdict
{
    /// <summary>The least of so many last levels counts: one that is about to be closed is not kept.</summary>
    private const int LastLevels = 3;

    /// <summary>Judges it.</summary>
    public static Verdict Of(CycleRun run, Func<CycleLevel, double?> figure, CountSubject subject)
    {
        if (run.Levels.Any(l => figure(l) is null))
            return Verdict(run, subject, Outcome.NotMeasured, ClientReasons.NotReadable(), null, null);
        var values = run.Levels.Select(l => figure(l)!.Value).ToArray();
        var (from, to) = (values[0], values[^LastLevels..].Min());
        if (to <= from)
            return Verdict(run, subject, Outcome.Held, ClientReasons.CameBack(), from, to);
        var found = CallGrowth.Judge(run.Levels, l => figure(l)!.Value, 0);
        return found.Outcome == GrowthOutcome.Broken
            ? Verdict(run, subject, Outcome.Broken, ClientReasons.Rose(from, to, run.Calls), from, to)
            : Verdict(run, subject, Outcome.Inconclusive, ClientReasons.NotBackYet(from, to), from, to);
    }

    private static Verdict Verdict(CycleRun run, CountSubject subject, Outcome outcome, Reason reason, double? from,
        double? to)
    {
        IReadOnlyList<Reason> notices = subject.Idle && outcome is Outcome.Broken or Outcome.Inconclusive
            ? [ClientReasons.UntilIdleTimeout(run.Elapsed.TotalSeconds)] : [];
        return new Verdict
        {
            Of = "client",
            Metric = subject.Metric,
            Limit = "returnsTo",
            Outcome = outcome,
            Value = to - from,
            Budget = 0,
            Unit = "count",
            Samples = run.Levels.Count,
            Evidence = "process",
            Reason = reason,
            Notices = notices,
            Message = new VerdictMessage(Lines(run, subject, outcome, reason, from, to, notices)),
        };
    }

    private static List<MessageLine> Lines(CycleRun run, CountSubject subject, Outcome outcome, Reason reason,
        double? from, double? to,
        IReadOnlyList<Reason> notices)
    {
        List<MessageLine> lines =
        [
            new(MessagePart.Subject, outcome switch
            {
                Outcome.Inconclusive => MessageReasons.CouldNotBeJudged(subject.Subject),
                Outcome.NotMeasured => MessageReasons.CouldNotBeMeasured(subject.Subject),
                _ => ClientReasons.ShouldReturn(subject.Subject),
            }),
            new(MessagePart.Said, outcome switch
            {
                Outcome.Held => ClientReasons.Returned(from!.Value, to!.Value),
                Outcome.Broken => reason,
                _ => MessageReasons.Because(reason),
            }),
            new(MessagePart.Blank, null),
            new(MessagePart.Budget, ClientReasons.LimitOfCount(subject.Place)),
            new(MessagePart.Measured, CallVerdict.Measured(run)),
        ];
        lines.AddRange(notices.Select(n => new MessageLine(MessagePart.Notice, n, Keep.Notices)));
        lines.Add(new MessageLine(MessagePart.Evidence, ClientReasons.Evidence(run.Levels.Count, false)));
        return lines;
    }
}
