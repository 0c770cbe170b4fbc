using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using WesMemGuard.Cli.Options;
using WesMemGuard.Fleets.Export;
using WesMemGuard.Fleets.Prometheus;
using WesMemGuard.Input;
using WesMemGuard.Reasons;

namespace WesMemGuard.Cli.Exporting;

/// <summary>Sends what was judged to a collector: OTLP over HTTP, by the SDK of OpenTelemetry.</summary>
internal sealed class OtlpPush : IDisposable
{
    /// <summary>What the variables that say how a collector is entered begin with.</summary>
    public const string Prefix = PrometheusAccess.OtlpPrefix;

    private const string Signal = "/v1/metrics";
    private const string MeterName = "WesMemGuard";

    /// <summary>A provider takes every meter of this name in the process: one is sent at a time.</summary>
    private static readonly Lock Sending = new();

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Uri _url;
    private readonly PrometheusAccess _access;
    private readonly HttpClient _http;
    private readonly Language _language;
    private readonly Func<string, string> _scrubbed;

    /// <param name="given">The collector: <c>http://127.0.0.1:4318</c>.</param>
    /// <param name="surroundings">The environment, which says how it is entered.</param>
    /// <exception cref="BadInputException">It is no address, or what the environment says can't be used.</exception>
    public OtlpPush(string given, Surroundings surroundings)
    {
        if (!Uri.TryCreate(given, UriKind.Absolute, out var url)
            || url is not { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" })
            throw new BadInputException("--otlp", ExportingReasons.NoCollector());
        _url = url.AbsolutePath.EndsWith(Signal, StringComparison.Ordinal) ? url : new Uri(url.AbsoluteUri.TrimEnd('/') + Signal);
        _access = new PrometheusAccess(surroundings.Environment, Prefix);
        foreach (var secret in _access.Secrets)
            surroundings.Scrubber.Learn(secret);
        _http = _access.Client(Patience);
        (_language, _scrubbed) = (surroundings.Language, surroundings.Scrubber.Text);
    }

    /// <summary>What messages call the collector.</summary>
    public string Shown => _url.GetLeftPart(UriPartial.Authority);

    /// <summary>Sends points, once.</summary>
    /// <returns>Whether the collector took them.</returns>
    public bool Send(IReadOnlyList<ExportedPoint> points)
    {
        lock (Sending)
            return Sent(points);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _access.Dispose();
    }

    private bool Sent(IReadOnlyList<ExportedPoint> points)
    {
        using var meter = new Meter(MeterName);
        foreach (var series in points.GroupBy(p => p.Series))
        {
            var measured = series.Select(p => new Measurement<double>(p.Value, Tags(p))).ToList();
            meter.CreateObservableGauge(series.Key.Name, () => measured, unit: null, series.Key.Help.In(_language));
        }

        var options = new OtlpExporterOptions
        {
            Endpoint = _url,
            Protocol = OtlpExportProtocol.HttpProtobuf,
            TimeoutMilliseconds = (int)Patience.TotalMilliseconds,
            HttpClientFactory = () => _http,
        };
        using var provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(MeterName)
            .AddView("*", new MetricStreamConfiguration { CardinalityLimit = points.Count + 1 })
            .AddReader(new BaseExportingMetricReader(new OtlpMetricExporter(options)))
            .Build();
        // Ending collects and sends, and says whether that went well.
        return provider.Shutdown((int)Patience.TotalMilliseconds);
    }

    private KeyValuePair<string, object?>[] Tags(ExportedPoint point) =>
        [.. point.Series.Labels.Zip(point.Labels, (name, value) => new KeyValuePair<string, object?>(name, _scrubbed(value)))];
}
