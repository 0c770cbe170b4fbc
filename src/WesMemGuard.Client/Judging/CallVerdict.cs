using WesMemGuard.Client.Cycles;
using WesMemGuard.Client.Foretold;
using WesMemGuard.Client.Growing;
using WesMemGuard.Client.Holders;
using WesMemGuard.Client.Messages;
using WesMemGuard.Growth;
using WesMemGuard.Reasons;
using WesMemGuard.Units;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Lines;

namespace WesMemGuard.Client.Judging;

/// <summary>The verdict on what calls leave, with its message in the form of all verdicts.</summary>
internal static class CallVerdict
{
    /// <summary>What others may allocate in a second before it is worth a word.</summary>
    private const double QuietOthers = 256 * 1024;

    /// <summary>Types with their paths that a message has room for.</summary>
    private const int MostSuspects = 2;

    /// <summary>A timer in so many calls, and they have to do with what is kept.</summary>
    private const double LeastTimers = 0.1;

    /// <summary>The same of connections, of which a client opens few.</summary>
    private const double LeastConnections = 0.1;

    /// <summary>Judges a limit.</summary>
    public static Verdict Of(CycleRun run, ErrorLogs? logs, string client, CallLimit limit)
    {
        var found = CallFinding.Of(run, limit);
        var notices = Notices(run, logs, found.Outcome).ToList();
        var growth = found.Growth;
        var types = run.Walked?.Types ?? [];
        return new Verdict
        {
            Of = "client",
            Metric = "liveHeap",
            Limit = "growthPer",
            Outcome = found.Outcome,
            Value = Finite(growth.SlopePerHour * limit.Calls),
            Low = Finite(growth.LowPerHour * limit.Calls),
            High = Finite(growth.HighPerHour * limit.Calls),
            Confidence = CallGrowth.Confidence,
            Budget = limit.Bytes,
            Unit = limit.BytesUnit,
            Samples = growth.Points,
            Evidence = "GCMemoryInfo",
            Reason = found.Reason,
            Notices = notices,
            Suspects = [.. types.Where(_ => found.Outcome == Outcome.Broken).Select(t => SuspectOf(t, run, growth.SlopePerHour))],
            Message = new VerdictMessage(Lines(run, logs, client, limit, found, notices)),
        };
    }

    private static Suspect SuspectOf(HeldType held, CycleRun run, double perCall)
    {
        var bytes = held.Growth.BytesPerCall * run.Calls;
        var share = Math.Clamp(held.Growth.BytesPerCall / perCall, 0, 1);
        return new Suspect(held.Name, held.Path?.Text, "client", bytes, bytes, bytes, share);
    }

    private static List<MessageLine> Lines(CycleRun run, ErrorLogs? logs, string client, CallLimit limit, CallFinding found,
        IReadOnlyList<Reason> notices)
    {
        var subject = ClientReasons.LiveHeapOf(client);
        var judged = found.Outcome is Outcome.Held or Outcome.Broken;
        var lines = new List<MessageLine>
        {
            new(MessagePart.Subject, judged ? ClientReasons.ShouldGrow(subject, limit.Text, limit.Unit)
                : MessageReasons.CouldNotBeJudged(subject)),
            new(MessagePart.Said, Said(run, limit, found)),
            new(MessagePart.Blank, null),
            new(MessagePart.Budget, ClientReasons.Limit(limit.Text, limit.Unit, limit.Place)),
            new(MessagePart.Measured, Measured(run)),
        };
        if (found.Outcome != Outcome.Held)
            Suspects(run.Walked, logs, lines);
        lines.AddRange(notices.Select(n => new MessageLine(MessagePart.Notice, n, Keep.Notices)));
        lines.Add(new MessageLine(MessagePart.Evidence, ClientReasons.Evidence(run.Levels.Count, run.Walked is { WhyNone: null })));
        return lines;
    }

    private static Reason Said(CycleRun run, CallLimit limit, CallFinding found)
    {
        var growth = found.Growth;
        var value = CallBytesText.Write(growth.SlopePerHour * limit.Calls);
        var interval = Interval(growth, limit);
        var objects = Counted(run.Walked?.Types.Sum(t => t.Growth.CountPerCall) * limit.Calls);
        return found.Outcome switch
        {
            Outcome.Held => ClientReasons.Kept(value, limit.Unit, interval),
            Outcome.Broken => ClientReasons.Grew(value, objects, limit.Unit, interval),
            _ => MessageReasons.Because(found.Reason),
        };
    }

    /// <summary>The interval of a growth; null where it rises in steps.</summary>
    internal static Reason? Interval(GrowthFinding growth, CallLimit limit) =>
        double.IsFinite(growth.LowPerHour) && double.IsFinite(growth.HighPerHour)
            ? MessageReasons.Interval(CallGrowth.Confidence * 100, CallBytesText.Write(growth.LowPerHour * limit.Calls),
                CallBytesText.Write(growth.HighPerHour * limit.Calls))
            : null;

    /// <summary>How it was measured.</summary>
    internal static Reason Measured(CycleRun run) => Measured(run, run.Levels[0].Heap.Live, run.Levels[^1].Heap.Live);

    /// <summary>How a size was measured, in bytes after warm-up and at the end.</summary>
    internal static Reason Measured(CycleRun run, double from, double to) => ClientReasons.Measured(
        run.Levels.Count - 1, run.Calls, run.Elapsed.TotalSeconds, run.WarmUpCalls, SizeText.Write(from), SizeText.Write(to));

    private static void Suspects(HeapWalked? walked, ErrorLogs? logs, List<MessageLine> lines)
    {
        if (walked is null)
            return;
        if (walked.WhyNone is { } why)
        {
            lines.Add(new MessageLine(MessagePart.Suspect, ClientReasons.NotWalked(why.Message)));
            return;
        }

        HoldingField? said = null;
        var shown = Shown(walked.Types).ToList();
        foreach (var held in shown)
        {
            lines.Add(new MessageLine(MessagePart.Suspect, ClientReasons.Suspect(held.Name, Counted(held.Growth.CountPerCall),
                CallBytesText.Write(held.Growth.BytesPerCall), held.Path?.Text), Keep.Culprits));
            if (held.Path?.Field is not { } field || field == said || logs is not { Logs: > 0 })
                continue;
            lines.Add(new MessageLine(MessagePart.Beside, Foretold(logs, field), Keep.Culprits));
            said = field;
        }

        if (walked.Types.Except(shown).ToList() is { Count: > 0 } others)
            lines.Add(new MessageLine(MessagePart.Beside, ClientReasons.OtherTypes(others.Count,
                CallBytesText.Write(others.Sum(t => t.Growth.BytesPerCall))), Keep.Details));
    }

    /// <summary>The type of most bytes, and the one that is nearest to what holds them: the others hang on it.</summary>
    private static IEnumerable<HeldType> Shown(IReadOnlyList<HeldType> types)
    {
        var nearest = types.Skip(1).Where(t => t.Path is not null).MinBy(t => t.Path!.Length);
        return nearest is not null && nearest.Path!.Length < types[0].Path?.Length ? [types[0], nearest] : types.Take(MostSuspects);
    }

    private static Reason Foretold(ErrorLogs logs, HoldingField field) =>
        logs.Of(field.DeclaredBy.Name.Split('`')[0], field.Name) is { } warning
            ? ClientReasons.Foretold(warning.Rule, ClientPlace.Of(warning.File, warning.Line), field.Name)
            : ClientReasons.NotForetold(field.Name);

    /// <summary>Those that say what the growth is come first: a long message has no room for the last ones.</summary>
    private static IEnumerable<Reason> Notices(CycleRun run, ErrorLogs? logs, Outcome outcome)
    {
        var (first, last) = (run.Levels[0].Counts, run.Levels[^1].Counts);
        if (outcome == Outcome.Broken)
        {
            if (run.Walked?.Types.Any(t => t.IsOfServer) == true)
                yield return ClientReasons.ServerInside();
            if (last.Connections - first.Connections >= LeastConnections * run.Calls)
                yield return ClientReasons.UntilIdleTimeout(run.Elapsed.TotalSeconds);
            if (last.Timers - first.Timers >= LeastTimers * run.Calls)
                yield return ClientReasons.UntilTimersEnd(run.Elapsed.TotalSeconds);
        }
        else if (!run.Quiet)
        {
            yield return ClientReasons.NotQuiet(run.WarmUp.TotalSeconds);
        }

        if (run.OthersAllocate > QuietOthers)
            yield return ClientReasons.OthersAllocate(SizeText.Write(run.OthersAllocate));
        if (outcome == Outcome.Held && run.Calls < CyclePlan.CallsToHold)
            yield return ClientReasons.FewCalls(run.Calls);
        if (last.Assemblies - first.Assemblies is >= GrowingTypes.FewestSteps and var assemblies)
            yield return ClientReasons.LoadedAssemblies(assemblies);
        if (outcome != Outcome.Broken)
            yield break;
        yield return ClientReasons.MayFillLater(run.WarmUpCalls + run.Calls + (run.Walked?.Calls ?? 0));
        if (logs is { Logs: 0 })
            yield return ClientReasons.NoErrorLog();
    }

    /// <summary>Null for less than a thousandth of an object, which a few that come by chance make.</summary>
    private static double? Counted(double? objects) => objects is { } o && Math.Round(o, 3) > 0 ? Math.Round(o, 3) : null;

    internal static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
