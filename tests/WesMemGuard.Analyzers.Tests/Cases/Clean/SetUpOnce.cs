// What an object makes when it puts the host's pipeline together is made once.
using Microsoft.AspNetCore.Builder;

namespace SetUpOnce;

public sealed class Plugin(string name)
{
    private readonly List<string> _parts = new();

    public void Assemble(IApplicationBuilder builder)
    {
        var listener = new System.Diagnostics.DiagnosticListener(name);
        listener.Write("started", builder);
        Measure(name);
    }

    public string Told() => string.Join(' ', _parts);

    private void Measure(string service)
    {
        var meter = new System.Diagnostics.Metrics.Meter(service);
        meter.CreateObservableGauge(service, static () => 1);
        _parts.Add(service);
    }
}
