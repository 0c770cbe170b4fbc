namespace WesMemGuard.Client.Events;

/// <summary>Which event it is.</summary>
/// <param name="Provider">Who tells it: <c>Microsoft-Windows-DotNETRuntime</c>, <c>System.Runtime</c>.</param>
/// <param name="Number">Its number there; 0 where a source names its events.</param>
/// <param name="Name">Its name there; empty for the runtime's own.</param>
internal sealed record EventName(string Provider, int Number, string Name)
{
    /// <summary>The runtime itself.</summary>
    public const string Runtime = "Microsoft-Windows-DotNETRuntime";

    /// <summary>Whether the runtime itself tells it.</summary>
    public bool IsOfRuntime { get; } = Provider == Runtime;
}

/// <summary>Takes an event; what it carries is there during the call alone.</summary>
internal delegate void EventTaken(EventName name, ReadOnlySpan<byte> payload);
