using Microsoft.CodeAnalysis.Operations;

namespace WesMemGuard.Analyzers.Operations;

/// <summary>Calls that read what they are given and never release it.</summary>
internal static class NonOwning
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "System.Text.Json.JsonSerializer", "System.Text.Json.JsonDocument", "System.Xml.Serialization.XmlSerializer",
        "System.Net.Http.Json.HttpContentJsonExtensions", "System.Net.Http.HttpContentJsonExtensions",
        "System.ArgumentNullException", "System.ArgumentException", "System.ObjectDisposedException", "System.Object", "System.String",
        "System.Console", "System.IO.TextWriter", "System.Diagnostics.Debug", "System.Diagnostics.Trace",
        "Microsoft.Extensions.Logging.ILogger", "Microsoft.Extensions.Logging.LoggerExtensions", "System.GC",
        "System.IO.Stream", "Microsoft.Extensions.Logging.LoggerFactoryExtensions", "System.Xml.Linq.XDocument", "System.Xml.Linq.XElement",
    };

    public static bool Contains(IInvocationOperation call) =>
        call.TargetMethod.Name == "AddActivityListener"
            || Types.Contains(TypeName.Of(call.TargetMethod.ContainingType));
}
