namespace WesMemGuard.Harness.Watching;

/// <summary>Which .NET process is watched, and how.</summary>
internal sealed record ProcessWatchOptions
{
    /// <summary>The process.</summary>
    public required int Pid { get; init; }

    /// <summary>Time between two looks; 5 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two full collections that it is made to do; null: its own alone are seen.</summary>
    public TimeSpan? Gc { get; init; }

    /// <summary>How long it is watched; null: until it is stopped, or the process ends.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>The names of the phases in order; those after them are called <c>mark1</c>, <c>mark2</c>…</summary>
    public IReadOnlyList<string> Phases { get; init; } = [];

    /// <summary>The name of the one phase where none is named.</summary>
    public string Name { get; init; } = "watch";

    /// <summary>Whether its heap is kept as a <c>.gcdump</c> at the beginning and at the end.</summary>
    public bool Dumps { get; init; }
}
