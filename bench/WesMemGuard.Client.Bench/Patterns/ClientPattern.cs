namespace WesMemGuard.Client.Bench.Patterns;

/// <summary>A client in one call: what it does, and what it keeps.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Keeps">Whether it keeps anything of a call.</param>
/// <param name="Type">The type that a path is expected for; null where only framework types grow in an order that may change.</param>
/// <param name="Field">The field of the program that holds it; null where the framework does.</param>
/// <param name="Make">Makes the client, new for each run.</param>
internal sealed record ClientPattern(string Name, bool Keeps, string? Type, string? Field, Func<Func<Task>> Make)
{
    /// <summary>
    /// Whether it grows by doubling and by nothing else: between two steps it keeps nothing more, so that no window has the truth in it.
    /// </summary>
    public bool Doubles { get; init; }

    /// <summary>
    /// Bytes a call that come in steps beside the rest, as room in an array that doubles does: in a window of calls there is none of
    /// them, or up to so many.
    /// </summary>
    public double InSteps { get; init; }

    public override string ToString() => Name;

    /// <summary>Whether it is one of these: by a part of its name, or by all of it after a <c>=</c>; no names are all.</summary>
    public bool IsNamed(string[] names) => names.Length == 0
        || Array.Exists(names, n => n == "=" + Name || Name.Contains(n, StringComparison.OrdinalIgnoreCase));

    /// <summary>A client whose call doesn't wait.</summary>
    public static ClientPattern Of(string name, bool keeps, string? type, string? field, Action call) => new(name, keeps, type, field,
        () => () =>
        {
            call();
            return Task.CompletedTask;
        });
}
