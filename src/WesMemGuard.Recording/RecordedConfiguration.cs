using System.Text.Json;

namespace WesMemGuard.Recording;

/// <summary>What a judge needs of the node's <c>config.json</c>; null where it says nothing.</summary>
internal sealed record RecordedConfiguration
{
    /// <summary><c>memory_monitoring.mode</c>: <c>minimal</c>, <c>heuristic</c>, <c>accurate</c>.</summary>
    public string? Mode { get; init; }

    /// <summary><c>node.host.diagnostics_enabled</c>.</summary>
    public bool? DiagnosticsEnabled { get; init; }

    /// <summary><c>node.host.diagnostics_port</c>.</summary>
    public int? DiagnosticsPort { get; init; }

    /// <summary><c>api.http_enable_rest</c>.</summary>
    public bool? RestEnabled { get; init; }

    /// <summary><c>log.level</c>.</summary>
    public string? LogLevel { get; init; }

    internal static RecordedConfiguration Read(LineFields file) => new()
    {
        Mode = At(file, "memory_monitoring", "mode") is { } mode ? Text(file, mode, "memory_monitoring.mode") : null,
        DiagnosticsEnabled = At(file, "node", "host", "diagnostics_enabled") is { } enabled
            ? Flag(file, enabled, "node.host.diagnostics_enabled") : null,
        DiagnosticsPort = At(file, "node", "host", "diagnostics_port") is { } port ? Port(file, port) : null,
        RestEnabled = At(file, "api", "http_enable_rest") is { } rest ? Flag(file, rest, "api.http_enable_rest") : null,
        LogLevel = At(file, "log", "level") is { } level ? Text(file, level, "log.level") : null,
    };

    private static JsonElement? At(LineFields file, params ReadOnlySpan<string> names)
    {
        var value = file.Fields;
        foreach (var name in names)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                return null;
        }

        return value;
    }

    private static string Text(LineFields file, JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.String
            ? value.GetString()! : throw file.Wrong($"{name}: found {value.GetRawText()}, a text is needed");

    private static bool Flag(LineFields file, JsonElement value, string name) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw file.Wrong($"{name}: found {value.GetRawText()}, true or false is needed");

    private static int Port(LineFields file, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var port) && port is > 0 and < 65536
            ? port
            : throw file.Wrong($"node.host.diagnostics_port: found {value.GetRawText()}, 1 to 65535 is needed");
}
