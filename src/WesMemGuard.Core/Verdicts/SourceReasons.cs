using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts;

/// <summary>The names of sources and of evidence, where they aren't paths or figures of the node.</summary>
internal static class SourceReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(SourceReasons));

    /// <summary>A source or evidence as people know it; a path stays as it is.</summary>
    public static Reason Named(string source) => source switch
    {
        MetricSource.LogLines => LogLines(),
        LimitSource.HeapProfiles => HeapProfiles(),
        "memory endpoint" => MemoryEndpoint(),
        "log" => Log(),
        "floors" => Floors(),
        "none" => None(),
        _ => Counter(source),
    };

    public static Reason LogLines() => new(Texts, "source.logLines");

    public static Reason HeapProfiles() => new(Texts, "source.heapProfiles");

    public static Reason MemoryEndpoint() => new(Texts, "source.memoryEndpoint");

    public static Reason Log() => new(Texts, "source.log");

    public static Reason Floors() => new(Texts, "source.floors");

    public static Reason None() => new(Texts, "source.none");

    /// <summary>A counter or a path: <c>/api/v1/system/memory num_gc</c>.</summary>
    public static Reason Counter(string name) => new(Texts, "source.other", ("name", name));

    /// <summary>The number of collections in the lines of a log.</summary>
    public static Reason CollectionsInLog() => new(Texts, "source.collectionsInLog");

    /// <summary>The process id.</summary>
    public static Reason Pid() => new(Texts, "source.pid");

    /// <summary>The id of the chain.</summary>
    public static Reason ChainId() => new(Texts, "source.chainId");
}
