using System.Runtime.CompilerServices;
using WesMemGuard.Client.Cycles;
using WesMemGuard.Client.Judging;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Client;

/// <summary>A number of things that a client has open, after each cycle of calls.</summary>
public sealed class ClientCount
{
    private readonly string _client;
    private readonly Func<string, Reason> _subject;
    private readonly string _metric;
    private readonly CycleRun _run;
    private readonly Func<CycleLevel, double?> _figure;
    private readonly bool _idle;

    internal ClientCount(string client, Func<string, Reason> subject, string metric, CycleRun run, Func<CycleLevel, double?> figure,
        bool idle) => (_client, _subject, _metric, _run, _figure, _idle) = (client, subject, metric, run, figure, idle);

    /// <summary>The number after warm-up; null where the system doesn't tell it.</summary>
    public double? AtStart => _figure(_run.Levels[0]);

    /// <summary>The number at the end.</summary>
    public double? AtEnd => _figure(_run.Levels[^1]);

    /// <summary>At the end there should be no more than after warm-up.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ClientShouldHoldException">There are more, or it can't be told.</exception>
    public void ShouldReturnToStart([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        ClientHeld.OrThrow(Judge(file, line));

    /// <summary>The verdict, without a failure.</summary>
    /// <inheritdoc cref="ShouldReturnToStart"/>
    public Verdict Judge([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        CountVerdict.Of(_run, _figure, new CountSubject(_subject(_client), _metric, ClientPlace.Of(file, line), _idle));
}
