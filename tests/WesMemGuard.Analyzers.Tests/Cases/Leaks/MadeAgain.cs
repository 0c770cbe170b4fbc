// The like of what SetUpOnce has, asked for again and again.
namespace MadeAgain;

public sealed class Plugin(string name)
{
    public void Assemble(IServiceProvider services)
    {
        var listener = new System.Diagnostics.DiagnosticListener(name); // leak: WMG5001
        listener.Write("started", services);
        Measure(name);
    }

    private static void Measure(string service)
    {
        var meter = new System.Diagnostics.Metrics.Meter(service); // leak: WMG5001
        meter.CreateObservableGauge(service, static () => 1);
    }
}
