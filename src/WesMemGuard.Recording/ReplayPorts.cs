using System.Globalization;

namespace WesMemGuard.Recording;

/// <summary>How a recording is served in real time.</summary>
internal sealed record ReplayPorts
{
    /// <summary>The HTTP port; 0: any free one.</summary>
    public int Http { get; init; }

    /// <summary>The diagnostics port; 0: any free one; null: none, as of a node that has none.</summary>
    public int? Diagnostics { get; init; } = 0;

    /// <summary>How many times faster than it was recorded, above 0.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Whether the last answers are served on when the recording is over; else nobody answers any more.</summary>
    public bool Stays { get; init; }

    /// <summary>The time that passes.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal string[] Urls => Diagnostics is { } diagnostics ? [Url(Http), Url(diagnostics)] : [Url(Http)];

    private static string Url(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
}
