using System.Text.Json;

namespace WesMemGuard.Runs;

/// <summary>A kind of entry: its name in the run file, where a run keeps it, how it is read.</summary>
/// <param name="name">The property that holds it on its line.</param>
internal abstract class EntryKind(string name)
{
    public string Name => name;

    /// <summary>The entry on a line; null when what it tells of is not there any more.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public abstract RunEntry? Read(JsonElement value, Func<string, ReadOnlyMemory<byte>?> readSibling);

    /// <summary>Adds all entries of this kind of one run to another.</summary>
    public abstract void Copy(MemoryRun from, MemoryRun to);

    /// <summary>The type of its entries: a <see cref="RunEntry{T}"/>.</summary>
    public abstract Type Holds { get; }

    public abstract void Add(MemoryRun run, RunEntry entry);

    /// <summary>Why a request gave nothing; null when it did, and for what is no request.</summary>
    public abstract Miss? Miss(RunEntry entry);

    public abstract void Write(Utf8JsonWriter json, RunEntry entry, Action<string, ReadOnlyMemory<byte>> writeSibling);

    /// <summary>Without the secrets in what nodes and processes say in words.</summary>
    public abstract RunEntry Scrubbed(RunEntry entry, Func<string, string> scrub);
}

/// <summary>A kind of entry whose values are of one type.</summary>
internal abstract class EntryKind<T>(string name) : EntryKind(name) where T : notnull
{
    public sealed override Type Holds => typeof(RunEntry<T>);

    public sealed override void Add(MemoryRun run, RunEntry entry) => Add(run, ValueOf(entry));

    public sealed override Miss? Miss(RunEntry entry) => Miss(ValueOf(entry));

    public sealed override void Write(Utf8JsonWriter json, RunEntry entry, Action<string, ReadOnlyMemory<byte>> writeSibling)
    {
        json.WritePropertyName(Name);
        Write(json, ValueOf(entry), writeSibling);
    }

    public sealed override RunEntry Scrubbed(RunEntry entry, Func<string, string> scrub) =>
        new RunEntry<T>(Scrubbed(ValueOf(entry), scrub));

    protected abstract List<T> List(MemoryRun run);

    protected virtual void Add(MemoryRun run, T value) => List(run).Add(value);

    protected abstract T Scrubbed(T value, Func<string, string> scrub);

    protected virtual Miss? Miss(T value) => null;

    protected virtual void Write(Utf8JsonWriter json, T value, Action<string, ReadOnlyMemory<byte>> writeSibling) =>
        JsonSerializer.Serialize(json, value, RunFileFormat.Json);

    public override RunEntry? Read(JsonElement value, Func<string, ReadOnlyMemory<byte>?> readSibling) =>
        new RunEntry<T>(Checked(Value<T>(value)));

    public override void Copy(MemoryRun from, MemoryRun to) => List(to).AddRange(List(from));

    protected virtual T Checked(T value) => value;

    protected static TLine Value<TLine>(JsonElement value) =>
        value.Deserialize<TLine>(RunFileFormat.Json) ?? throw new JsonException("null where an object must be");

    protected static Miss? Scrubbed(Miss? miss, Func<string, string> scrub) =>
        miss is null ? null : miss with { Detail = scrub(miss.Detail) };

    private static T ValueOf(RunEntry entry) => ((RunEntry<T>)entry).Value;
}
