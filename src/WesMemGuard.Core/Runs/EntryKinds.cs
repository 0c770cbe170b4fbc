using System.Text;
using System.Text.Json;

namespace WesMemGuard.Runs;

/// <summary>The table of all kinds of entries: a new source is a row here and a list in <see cref="MemoryRun"/>.</summary>
internal static class EntryKinds
{
    public static IReadOnlyList<EntryKind> All { get; } =
    [
        new Readings<MemorySample>("memory", run => run.Memory),
        new Readings<MetricsSample>("metrics", run => run.Metrics),
        new Readings<ProcessSample>("process", run => run.Process),
        new Readings<ClientSample>("client", run => run.Client),
        new Readings<CollectedHeapSample>("liveHeap", run => run.LiveHeap),
        new Readings<BlockSample>("blocks", run => run.Blocks),
        new Readings<ChainSample>("chain", run => run.Chain),
        new Readings<DiagnosticsSample>("diagnostics", run => run.Diagnostics),
        new Others(),
        new Phases(),
        new Slices(),
        new Events(),
        new Profiles(),
        new Losses(),
    ];

    private static readonly Dictionary<string, EntryKind> ByName = All.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    private static readonly Dictionary<Type, EntryKind> ByEntry = All.ToDictionary(kind => kind.Holds);

    /// <summary>The kind of that name; null when there is none.</summary>
    public static EntryKind? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The kind of an entry.</summary>
    public static EntryKind Of(RunEntry entry) => ByEntry[entry.GetType()];

    /// <summary>Adds everything that one run saw to another.</summary>
    public static void Copy(MemoryRun from, MemoryRun to)
    {
        foreach (var kind in All)
            kind.Copy(from, to);
    }

    private sealed class Readings<T>(string name, Func<MemoryRun, List<Reading<T>>> list) : EntryKind<Reading<T>>(name) where T : class
    {
        protected override List<Reading<T>> List(MemoryRun run) => list(run);

        protected override Miss? Miss(Reading<T> value) => value.Miss;

        protected override Reading<T> Scrubbed(Reading<T> value, Func<string, string> scrub) =>
            value with { Miss = Scrubbed(value.Miss, scrub), Sample = SampleNames.Scrubbed(value.Sample, scrub) };

        /// <summary>A struct's missing members are defaults to the serializer, not errors.</summary>
        protected override Reading<T> Checked(Reading<T> value)
        {
            if (value.At == default)
                throw new RunLineException(RunFileReasons.NoTime());
            return (value.Sample is null) != (value.Miss is null)
                ? value : throw new RunLineException(RunFileReasons.SampleOrMiss());
        }
    }

    private sealed class Others() : EntryKind<OtherAnswer>("other")
    {
        protected override List<OtherAnswer> List(MemoryRun run) => run.Others;

        protected override Miss? Miss(OtherAnswer value) => value.Miss;

        protected override OtherAnswer Scrubbed(OtherAnswer value, Func<string, string> scrub) =>
            value with { Miss = Scrubbed(value.Miss, scrub) };
    }

    private sealed class Phases() : EntryKind<Phase>("phase")
    {
        protected override List<Phase> List(MemoryRun run) => run.Phases;

        /// <summary>
        /// A later record of the same phase takes the place of the earlier one: what became of its load may be known only after its end.
        /// </summary>
        protected override void Add(MemoryRun run, Phase value)
        {
            var earlier = run.Phases.FindLastIndex(p => p.Name == value.Name && p.StartedAt == value.StartedAt && p.Load is not null);
            if (earlier < 0)
                run.Phases.Add(value);
            else
                run.Phases[earlier] = value;
        }

        protected override Phase Scrubbed(Phase value, Func<string, string> scrub) =>
            value with { Error = value.Error is { } error ? scrub(error) : null };
    }

    private sealed class Slices() : EntryKind<LoadSlice>("load")
    {
        protected override List<LoadSlice> List(MemoryRun run) => run.Load;

        protected override LoadSlice Scrubbed(LoadSlice value, Func<string, string> scrub) => value;
    }

    private sealed class Events() : EntryKind<RunEvent>("event")
    {
        protected override List<RunEvent> List(MemoryRun run) => run.Events;

        protected override RunEvent Scrubbed(RunEvent value, Func<string, string> scrub) =>
            value with { Detail = value.Detail is { } detail ? scrub(detail) : null };
    }

    private sealed class Losses() : EntryKind<RunLoss>("loss")
    {
        protected override List<RunLoss> List(MemoryRun run) => run.Losses;

        protected override RunLoss Scrubbed(RunLoss value, Func<string, string> scrub) =>
            value with { File = value.File is { } file ? scrub(file) : null };
    }

    /// <summary>Their bytes lie in files beside the run file.</summary>
    private sealed class Profiles() : EntryKind<ProfileCapture>("profile")
    {
        protected override List<ProfileCapture> List(MemoryRun run) => run.Profiles;

        /// <summary>A dump of goroutines is text; binary profiles hold functions and figures.</summary>
        protected override ProfileCapture Scrubbed(ProfileCapture value, Func<string, string> scrub) =>
            value.File.EndsWith(".txt", StringComparison.Ordinal)
            ? value with { Content = Encoding.UTF8.GetBytes(scrub(Encoding.UTF8.GetString(value.Content.Span))) }
            : value;

        protected override void Write(Utf8JsonWriter json, ProfileCapture value, Action<string, ReadOnlyMemory<byte>> writeSibling)
        {
            writeSibling(value.File, value.Content);
            JsonSerializer.Serialize(json, new ProfileLine(value.At, value.Kind.Name(), value.File), RunFileFormat.Json);
        }

        public override RunEntry? Read(JsonElement value, Func<string, ReadOnlyMemory<byte>?> readSibling)
        {
            var line = Value<ProfileLine>(value);
            var kind = ProfileKinds.Of(line.Kind) ?? throw new RunLineException(RunFileReasons.UnknownKind(line.Kind));
            if (readSibling(line.File) is not { } content)
                return null;
            return new ProfileCapture(line.At, kind, line.File, content);
        }
    }
}
