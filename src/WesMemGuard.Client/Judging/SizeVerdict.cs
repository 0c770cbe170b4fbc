using WesMemGuard.Client.Cycles;
using WesMemGuard.Client.Messages;
using WesMemGuard.Growth;
using WesMemGuard.Reasons;
using WesMemGuard.Units;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Limits;
using WesMemGuard.Verdicts.Lines;

namespace WesMemGuard.Client.Judging;

/// <summary>Which size is judged.</summary>
/// <param name="Subject">In words.</param>
/// <param name="Metric">Its name.</param>
internal sealed record SizeSubject(Reason Subject, string Metric);

/// <summary>
/// The verdict on a size beside the live heap. The system gives and takes such memory in pieces (RssAnon once jumps by 5 MB): of the slopes
/// between all pairs of cycles, which are judged, those over one step are too few to make a growth.
/// </summary>
internal static class SizeVerdict
{
    /// <summary>Judges a limit.</summary>
    public static Verdict Of(CycleRun run, Func<CycleLevel, double?> figure, SizeSubject subject, CallLimit limit)
    {
        if (run.Levels.Any(l => figure(l) is null))
            return NotMeasured(run, subject, limit);
        var found = CallGrowth.Judge(run.Levels, l => figure(l)!.Value, CallGrowth.Bound(limit.PerCall));
        var (outcome, reason) = found.Outcome switch
        {
            GrowthOutcome.Held => (Outcome.Held, ClientReasons.SizeStoodStill()),
            GrowthOutcome.Broken => (Outcome.Broken, ClientReasons.SizeGrows()),
            _ => (Outcome.Inconclusive, SlopeReasons.Of(found.Reason, found.Points, null)),
        };
        return Verdict(run, subject, limit, outcome, reason) with
        {
            Value = CallVerdict.Finite(found.SlopePerHour * limit.Calls),
            Low = CallVerdict.Finite(found.LowPerHour * limit.Calls),
            High = CallVerdict.Finite(found.HighPerHour * limit.Calls),
            Message = new VerdictMessage(Lines(run, subject, limit, outcome, Said(outcome, reason, found, limit),
                CallVerdict.Measured(run, figure(run.Levels[0])!.Value, figure(run.Levels[^1])!.Value))),
        };
    }

    private static Verdict NotMeasured(CycleRun run, SizeSubject subject, CallLimit limit)
    {
        var reason = ClientReasons.NotReadable();
        return Verdict(run, subject, limit, Outcome.NotMeasured, reason) with
        {
            Message = new VerdictMessage(Lines(run, subject, limit, Outcome.NotMeasured, MessageReasons.Because(reason),
                CallVerdict.Measured(run))),
        };
    }

    private static Verdict Verdict(CycleRun run, SizeSubject subject, CallLimit limit, Outcome outcome, Reason reason) => new()
    {
        Of = "client",
        Metric = subject.Metric,
        Limit = "growthPer",
        Outcome = outcome,
        Confidence = CallGrowth.Confidence,
        Budget = limit.Bytes,
        Unit = limit.BytesUnit,
        Samples = run.Levels.Count,
        Evidence = "process",
        Reason = reason,
        Message = new VerdictMessage([]),
    };

    private static Reason Said(Outcome outcome, Reason reason, GrowthFinding found, CallLimit limit)
    {
        var value = CallBytesText.Write(found.SlopePerHour * limit.Calls);
        var interval = CallVerdict.Interval(found, limit);
        return outcome switch
        {
            Outcome.Held => ClientReasons.Kept(value, limit.Unit, interval),
            Outcome.Broken => ClientReasons.Grew(value, null, limit.Unit, interval),
            _ => MessageReasons.Because(reason),
        };
    }

    private static List<MessageLine> Lines(CycleRun run, SizeSubject subject, CallLimit limit, Outcome outcome, Reason said,
        Reason measured) =>
    [
        new(MessagePart.Subject, outcome switch
        {
            Outcome.Inconclusive => MessageReasons.CouldNotBeJudged(subject.Subject),
            Outcome.NotMeasured => MessageReasons.CouldNotBeMeasured(subject.Subject),
            _ => ClientReasons.ShouldGrow(subject.Subject, limit.Text, limit.Unit),
        }),
        new(MessagePart.Said, said),
        new(MessagePart.Blank, null),
        new(MessagePart.Budget, ClientReasons.Limit(limit.Text, limit.Unit, limit.Place)),
        new(MessagePart.Measured, measured),
        new(MessagePart.Evidence, ClientReasons.Evidence(run.Levels.Count, false)),
    ];
}
