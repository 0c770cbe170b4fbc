using System.Runtime.CompilerServices;
using WesMemGuard.Client.Cycles;
using WesMemGuard.Client.Judging;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Client;

/// <summary>A size that a client has beside its live heap, after each cycle of calls.</summary>
public sealed class ClientSize
{
    private readonly string _client;
    private readonly Func<string, Reason> _subject;
    private readonly string _metric;
    private readonly CycleRun _run;
    private readonly Func<CycleLevel, double?> _figure;

    internal ClientSize(string client, Func<string, Reason> subject, string metric, CycleRun run, Func<CycleLevel, double?> figure) =>
        (_client, _subject, _metric, _run, _figure) = (client, subject, metric, run, figure);

    /// <summary>The size after warm-up; null where the system doesn't tell it.</summary>
    public ByteSize? AtStart => Of(_run.Levels[0]);

    /// <summary>The size at the end.</summary>
    public ByteSize? AtEnd => Of(_run.Levels[^1]);

    /// <summary>Bytes a call adds to it: the median of the slopes between all cycles; null where the system doesn't tell it.</summary>
    public double? BytesPerCall => AtStart is null ? null : CallGrowth.Judge(_run.Levels, l => _figure(l) ?? 0, 0).SlopePerHour;

    /// <summary>It should grow by at most this size with each call.</summary>
    /// <param name="size">A size with its unit; <c>0 B</c> means less than half a byte a call.</param>
    /// <param name="per">The unit.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ClientShouldHoldException">It grew more, or it can't be told.</exception>
    /// <exception cref="Input.BadInputException">The size is none.</exception>
    public void ShouldKeepAtMost(string size, CallUnit per = CallUnit.Call, [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) => ClientHeld.OrThrow(Judge(size, per, file, line));

    /// <summary>The verdict on a limit, without a failure.</summary>
    /// <inheritdoc cref="ShouldKeepAtMost"/>
    public Verdict Judge(string size, CallUnit per = CallUnit.Call, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        SizeVerdict.Of(_run, _figure, new SizeSubject(_subject(_client), _metric), CallLimit.Of(size, per.Calls(), file, line));

    private ByteSize? Of(CycleLevel level) => _figure(level) is { } bytes ? new ByteSize(bytes) : null;
}
