using WesMemGuard.Cli.Options;
using WesMemGuard.Fleets.Export;

namespace WesMemGuard.Cli.Exporting;

/// <summary>
/// Where a verb that watches shows what it judged: a page that is served, a collector that is sent to once a minute. A collector that
/// takes nothing is said, and watching goes on.
/// </summary>
internal sealed class LiveExport : IDisposable
{
    private static readonly TimeSpan PushedEvery = TimeSpan.FromMinutes(1);

    private readonly Surroundings _surroundings;
    private readonly VerdictPage? _page;
    private readonly MetricsServer? _server;
    private readonly OtlpPush? _otlp;
    private IReadOnlyList<ExportedPoint> _last = [];
    private DateTimeOffset _due;
    private Task _pushing = Task.CompletedTask;

    /// <exception cref="Input.BadInputException">An address is none, or can't be listened on.</exception>
    public LiveExport(string? serve, string? otlp, Surroundings surroundings)
    {
        _surroundings = surroundings;
        _otlp = otlp is null ? null : new OtlpPush(otlp, surroundings);
        if (serve is null)
            return;
        _page = new VerdictPage(surroundings);
        _server = MetricsServer.Start(serve, _page.Registry);
        surroundings.Say(ExportingReasons.Served(_server.Url.AbsoluteUri));
    }

    /// <summary>Whether anybody is shown anything.</summary>
    public bool IsOn => _page is not null || _otlp is not null;

    /// <summary>Shows what was judged.</summary>
    public void Show(IReadOnlyList<ExportedPoint> points)
    {
        _last = points;
        _page?.Show(points);
        if (_otlp is null || _surroundings.Clock.Now < _due || !_pushing.IsCompleted)
            return;
        _due = _surroundings.Clock.Now + PushedEvery;
        _pushing = Task.Run(() => Push(points));
    }

    /// <summary>Sends what was judged last before it ends.</summary>
    public void Dispose()
    {
        _pushing.GetAwaiter().GetResult();
        if (_last.Count > 0)
            Push(_last);
        _server?.Dispose();
        _otlp?.Dispose();
    }

    private void Push(IReadOnlyList<ExportedPoint> points)
    {
        if (_otlp is not null && !_otlp.Send(points))
            _surroundings.Say(ExportingReasons.NotPushed(_otlp.Shown));
    }
}
