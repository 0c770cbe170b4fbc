using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts.Dark;
using WesMemGuard.Verdicts.Lines;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Text;

/// <summary>The <c>suspect</c> lines: who may hold the growth, with its share; or why nobody can be named.</summary>
internal static class SuspectText
{
    private const int MostSuspects = 3;
    private const int MostCalls = 6;
    private const double SmallShare = 0.1;

    /// <summary>
    /// Profiles that explain so much of the least that grew explain it: the rest is their sampling error.
    /// </summary>
    private const double Enough = 0.5;

    /// <summary>Who grew in the window of a broken limit.</summary>
    public static Suspects Of(RunView view, Limit limit, Window window)
    {
        var levels = limit.Rule is Budgets.Growth or ReturnsTo;
        return (view.Suspects, limit.Metric.Row().Profile) switch
        {
            (null, _) => new Suspects([], MessageReasons.ProfilesNotRead()),
            (_, MetricProfile.Heap) when limit.IsOfProcess =>
                view.Suspects.OfHeap(view.Run, window.From, window.To, levels),
            (_, MetricProfile.Heap) => Within(limit.Of, view.Suspects.OfHeap(view.Run, window.From, window.To, levels)),
            (_, MetricProfile.Goroutine) => view.Suspects.OfGoroutines(view.Run, window.From, window.To, levels),
            _ => new Suspects([], MessageReasons.ProfilesSilent(limit.Metric.Name())),
        };
    }

    /// <summary>
    /// Who is seen to hold the growth by other evidence than profiles; nobody of figures in which the heap does not
    /// show.
    /// </summary>
    public static IReadOnlyList<SeenHolder> Seen(RunView view, ISymptomFinder? symptoms, Limit limit, Finding found) =>
        symptoms is null || !limit.IsOfProcess || !limit.Metric.Row().KeepsHeap || limit.Rule is Peak
            || found.Window is not { } window
            ? []
            : symptoms.OfHeap(view.Run, window.From, window.To, limit.Rule switch
            {
                GrowthPerHour => found.Value * window.Length.TotalHours,
                Budgets.Growth or ReturnsTo => found.Value,
                _ => null,
            });

    public static void Write(RunView view, Limit limit, Finding found, Suspects suspects,
        IReadOnlyList<SeenHolder> seen,
        List<MessageLine> lines)
    {
        var leaked = Leaked(view, limit, found);
        if (suspects.Found.Count == 0 && leaked is not null)
        {
            lines.Add(new MessageLine(MessagePart.Suspect, leaked));
            return;
        }

        for (var i = 0; i < seen.Count && suspects.Found.Count == 0; i++)
            lines.Add(new MessageLine(i == 0 ? MessagePart.Suspect : MessagePart.Beside, seen[i].Seen));
        if (suspects.Found.Count == 0)
        {
            lines.Add(seen.Count == 0
                ? new MessageLine(MessagePart.Suspect, MessageReasons.SuspectUnknown(suspects.WhyNone))
                : new MessageLine(MessagePart.Beside, MessageReasons.ByProfiles(suspects.WhyNone), Keep.Details));
        }

        for (var i = 0; i < Math.Min(MostSuspects, suspects.Found.Count); i++)
        {
            lines.Add(new MessageLine(i == 0
                ? MessagePart.Suspect
                : MessagePart.Beside, One(limit, suspects.Found[i], withPlace: i == 0), KeepOf(i, suspects.Found[i])));
            if (i == 0)
                Beside(view, limit, found, suspects.Found[0], leaked, lines);
        }

        for (var i = 0; i < seen.Count && suspects.Found.Count > 0; i++)
            lines.Add(new MessageLine(MessagePart.Beside, seen[i].Seen, Keep.Culprits));
        if (suspects.Advice is { } advice)
            lines.Add(new MessageLine(MessagePart.Beside, advice, Keep.Details));
        else if (PartExplained(limit, found, suspects) is { } part)
            lines.Add(new MessageLine(MessagePart.Beside, part, Keep.Details));
    }

    /// <summary>
    /// Holders must add up to the growth: profiles that began late explain a part of it, and that is said.
    /// </summary>
    private static Reason? PartExplained(Limit limit, Finding found, Suspects suspects)
    {
        if (limit.Rule is not GrowthPerHour || !limit.Metric.IsSize() || found.Low is not > 0
            || suspects.Found.Count == 0)
            return null;
        var explained = suspects.Found.Sum(s => Math.Max(0, s.PerHour ?? 0));
        return explained >= Enough * found.Low ? null : MessageReasons.ProfilesExplain(
            new ByteSize(explained), new ByteSize(found.Value!.Value), suspects.Found[0].Elapsed);
    }

    private static Keep KeepOf(int place, Suspect suspect) => place switch
    {
        0 => Keep.Always,
        _ when suspect.Share < SmallShare => Keep.Aside,
        1 => Keep.Culprits,
        _ => Keep.Details,
    };

    /// <summary>
    /// What is known of the first suspect beside its growth: the calls of goroutines, what its module says of itself.
    /// </summary>
    private static void Beside(
        RunView view, Limit limit, Finding found, Suspect suspect, Reason? leaked, List<MessageLine> lines)
    {
        if (leaked is not null)
            Add(leaked, Keep.Culprits);
        if (suspect.Waits is { } waits)
            Add(MessageReasons.WaitsFor(waits.Text), Keep.Culprits);
        if (suspect.Stack.Count > 0)
            Add(MessageReasons.Stack(string.Join(" < ", suspect.Stack.Take(MostCalls).Select(Short))), Keep.Culprits);
        if (limit.Metric.IsSize() && found.Window is { } window && view.Run.Memory.Count > 0)
            Add(ModuleCounters.Text(view.Run, suspect.Module, window, suspect.Bytes), Keep.Details);

        void Add(Reason text, Keep keep) => lines.Add(new MessageLine(MessagePart.Beside, text, keep));
    }

    /// <summary>Goroutines that nothing can wake, where the run holds a profile of them and the limit is on goroutines.</summary>
    private static Reason? Leaked(RunView view, Limit limit, Finding found) =>
        limit.Metric.Row().Profile == MetricProfile.Goroutine && found.Window is { } window
            && view.Suspects?.Leaked(view.Run, window.To) is { Count: > 0 } leaked
            ? MessageReasons.LeakedGoroutines(leaked.Count, leaked.InFunction, Short(leaked.Function)) : null;

    private static Suspects Within(string module, Suspects suspects)
    {
        var own = suspects.Found.Where(s => s.Module == module).ToList();
        return new Suspects(own, own.Count > 0 ? null : suspects.WhyNone ?? MessageReasons.NoFunctionOf(module));
    }

    private static Reason One(Limit limit, Suspect suspect, bool withPlace) => MessageReasons.Suspect(
        suspect.Module, Grown(limit, suspect, withPlace), Short(suspect.Function), withPlace
            ? suspect.Where : null, isSure: suspect.Low > 0);

    /// <summary>
    /// The growth in the limit's own terms: an hourly limit's suspect by the hour, with its sampling interval.
    /// </summary>
    private static Reason Grown(Limit limit, Suspect suspect, bool withRate)
    {
        var (rate, percent) = (withRate && limit.Rule is GrowthPerHour ? suspect.PerHour : null, 100 * suspect.Share);
        if (!limit.Metric.IsSize())
            return MessageReasons.GrownCount(suspect.Bytes, percent, rate);
        return rate is { } hourly
            ? MessageReasons.GrownBytesAnHour(
                new ByteSize(suspect.Bytes), percent, new ByteSize(hourly), new ByteSize(suspect.PerHourLow!.Value),
                    new ByteSize(suspect.PerHourHigh!.Value))
            : MessageReasons.GrownBytes(new ByteSize(suspect.Bytes), percent, new ByteSize(suspect.Low),
                new ByteSize(suspect.High));
    }

    /// <summary>The function without the path of its package: what people of the field say.</summary>
    private static string Short(string function)
    {
        var end = function.IndexOfAny(['[', '(']);
        return function[(function.LastIndexOf('/', (end <= 0 ? function.Length : end) - 1) + 1)..];
    }
}
