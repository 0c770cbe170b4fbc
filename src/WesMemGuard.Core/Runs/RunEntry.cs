namespace WesMemGuard.Runs;

/// <summary>
/// Anything that a run sees, on its one way through sampler, recorder, file and reader: a reading of a source, a phase, an event, a
/// profile. What differs from kind to kind stands in the table <see cref="EntryKinds"/>.
/// </summary>
public abstract record RunEntry
{
    private protected RunEntry()
    {
    }

    /// <summary>A phase.</summary>
    public static implicit operator RunEntry(Phase phase) => new RunEntry<Phase>(phase);

    /// <summary>A part of a load.</summary>
    public static implicit operator RunEntry(LoadSlice slice) => new RunEntry<LoadSlice>(slice);

    /// <summary>An event.</summary>
    public static implicit operator RunEntry(RunEvent happened) => new RunEntry<RunEvent>(happened);

    /// <summary>A profile.</summary>
    public static implicit operator RunEntry(ProfileCapture profile) => new RunEntry<ProfileCapture>(profile);

    /// <summary>An answer outside the sources that limits read.</summary>
    public static implicit operator RunEntry(OtherAnswer answer) => new RunEntry<OtherAnswer>(answer);

    /// <summary>Something that is missing.</summary>
    public static implicit operator RunEntry(RunLoss loss) => new RunEntry<RunLoss>(loss);
}

/// <summary>An entry of one kind.</summary>
/// <typeparam name="T"><see cref="Reading{T}"/> of a kind of sample, <see cref="OtherAnswer"/>, <see cref="Phase"/>, <see
/// cref="RunEvent"/>, <see cref="ProfileCapture"/> or <see cref="RunLoss"/>.</typeparam>
/// <param name="Value">What was seen.</param>
internal sealed record RunEntry<T>(T Value) : RunEntry where T : notnull;
