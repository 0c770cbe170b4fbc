using WesMemGuard.Budgets;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Observations;

/// <summary>How a node that isn't there at the end of a run went. A node that dies keeps no budget.</summary>
/// <param name="Why">What was seen of it.</param>
/// <param name="DiedAt">When the process that the harness started ended by itself, UTC; null: the node was found running, and is gone or
/// never answered.</param>
internal sealed record NodeEnd(Reason Why, DateTimeOffset? DiedAt)
{
    /// <summary>The mark of what is asked after the last phase.</summary>
    public const string LastLook = "end";

    /// <summary>So many requests in a row, the last ones, must have found nobody where nothing was asked after the last phase.</summary>
    private const int LastRequests = 5;

    private static readonly TimeSpan LastSeconds = TimeSpan.FromSeconds(15);

    /// <summary>How the node went; null when it was there at the end.</summary>
    /// <param name="run">The node's run, or the client's own.</param>
    /// <param name="ofClient">Whether it is the client's: one that has done its work may end, so that silence is no end of its own.</param>
    public static NodeEnd? Of(MemoryRun run, bool ofClient = false) =>
        Death(run, ofClient) ?? (!ofClient && Gone(run) is { } gone ? new NodeEnd(gone, null) : null);

    /// <summary>What it makes of a limit's finding.</summary>
    public Finding Of(Limit limit, Finding found)
    {
        if (DiedAt is not { } at || !(limit.IsOfProcess || limit.IsOfClient))
            return found.Outcome is Outcome.Held or Outcome.Inconclusive || IsAbsence(found) ? found.As(Outcome.Inconclusive, Why) : found;
        return found.Outcome == Outcome.Broken
            ? found
            : found.As(Outcome.Broken, Why) with { Death = Why, Since = at, Statistical = false };
    }

    /// <summary>
    /// Samples that are missing because the node went are no reason of their own; what was zero or frozen before it went is one.
    /// </summary>
    private static bool IsAbsence(Finding found) =>
        found is { Outcome: Outcome.NotMeasured, Samples: > 0 } && found.Reason.Id == GateReasons.UnderHalfId;

    /// <summary>An end of the started process that was neither asked for nor followed by a start.</summary>
    private static NodeEnd? Death(MemoryRun run, bool ofClient)
    {
        var asked = false;
        RunEvent? started = null, ended = null;
        foreach (var happened in run.Events.TakeWhile(e => e.Name != RunEvent.End))
        {
            switch (happened.Name)
            {
                case "started":
                    (started, ended, asked) = (happened, null, false);
                    break;
                case "kill9" or "term":
                    asked = true;
                    break;
                case RunEvent.Died:
                case "exited" when !asked:
                    ended = happened;
                    break;
            }
        }

        if (ended is null)
            return null;
        var last = run.Process.LastOrDefault(r => r.Sample is not null && r.At <= ended.At);
        var rss = last.Sample is { } sample ? EndReasons.Rss(new ByteSize(sample.RssBytes), ended.At - last.At) : null;
        var (how, after) = (How(ended.Code), ended.At - started?.At);
        return new NodeEnd(
            ofClient ? EndReasons.ClientDied(how, ended.At, after, rss) : EndReasons.Died(how, ended.At, after, rss), ended.At);
    }

    /// <summary>An exit code as the system means it: 137 is the ninth signal, a kill.</summary>
    private static Reason How(int? code) => code switch
    {
        null => EndReasons.HowUnknown(),
        137 or -9 => EndReasons.Killed(code.Value),
        > 128 and < 193 => EndReasons.Signalled(code.Value, code.Value - 128),
        < 0 => EndReasons.Signalled(code.Value, -code.Value),
        _ => EndReasons.Exited(code.Value),
    };

    private static Reason? Gone(MemoryRun run)
    {
        var requests = Requests(run);
        if (requests.Count == 0)
            return null;
        if (requests.TrueForAll(r => Nobody(r.Miss)))
            return EndReasons.NeverAnswered(requests.Count);
        var answered = requests.FindLastIndex(r => !Nobody(r.Miss));
        var silent = requests.Count - 1 - answered;
        if (silent == 0)
            return null;
        var since = requests[answered + 1].At;
        var sources = requests.Select(r => r.Source).Distinct().Count();
        if (!IsGone(run, requests[(answered + 1)..], sources))
            return null;
        return StoppedAt(run) is { } stopped ? EndReasons.Stopped(silent, since, stopped) : EndReasons.Gone(silent, since);
    }

    /// <summary>
    /// A look after the last phase settles it: two of a node's sources, the only one of a service that has no other, or one of a process
    /// that was seen to stand still. Without one: many requests over some time, or a port at which nobody listens any more for two
    /// sources, or for one while the process is not there either.
    /// </summary>
    private static bool IsGone(MemoryRun run, List<Request> silent, int sources)
    {
        if (silent.Count(r => r.Mark == LastLook) is > 0 and var last)
            return last >= Math.Min(2, sources) || StoppedAt(run) is not null || silent.Exists(r => r.Miss!.Kind == MissKind.Refused);
        if (silent.Count >= LastRequests && silent[^1].At - silent[0].At >= LastSeconds)
            return true;
        var refused = silent.Where(r => r.Miss!.Kind == MissKind.Refused).Select(r => r.Source).Distinct().Count();
        var noProcess = run.Process is [.., { Miss.Kind: MissKind.Refused }];
        return refused >= 2 || (refused == 1 && noProcess);
    }

    /// <summary>Since when the process was seen to stand still; null when it went on, or nobody saw.</summary>
    private static DateTimeOffset? StoppedAt(MemoryRun run) =>
        run.Events.LastOrDefault(e => e.Name is RunEvent.Stopped or RunEvent.Continued) is { Name: RunEvent.Stopped } stopped
            ? stopped.At : null;

    private static bool Nobody(Miss? miss) => miss?.Kind is MissKind.Refused or MissKind.TimedOut;

    private static List<Request> Requests(MemoryRun run)
    {
        var requests = run.Memory.Select(r => new Request(r.At, r.Miss, MetricSource.MemoryPath, r.Mark))
            .Concat(run.Metrics.Select(r => new Request(r.At, r.Miss, MetricSource.MetricsPath, r.Mark)))
            .Concat(run.Blocks.Select(r => new Request(r.At, r.Miss, "height", r.Mark)))
            .Concat(run.Chain.Select(r => new Request(r.At, r.Miss, "chain", r.Mark)))
            .Concat(run.Others.Select(r => new Request(r.At, r.Miss, r.Path, null)))
            .ToList();
        requests.Sort((a, b) => a.At.CompareTo(b.At));
        return requests;
    }

    private readonly record struct Request(DateTimeOffset At, Miss? Miss, string Source, string? Mark);
}
