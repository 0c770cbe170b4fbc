using WesMemGuard.Texts;

namespace WesMemGuard.Analysis;

/// <summary>The words of analyses, in one language: fields, parts of accounts, thresholds.</summary>
internal sealed class AnalysisText
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(AnalysisText));

    /// <summary>The node's own names of figures (<c>/api/v1/system/memory</c>), and what they are called here.</summary>
    private static readonly IReadOnlyDictionary<string, string> OfTheNode = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["heap_alloc"] = "heapAlloc",
        ["heap_inuse"] = "heapInuse",
        ["rss_bytes"] = "rss",
        ["num_goroutine"] = "goroutines",
        ["num_gc"] = "numGc",
        ["approx_bytes"] = "selfBytes",
        ["cache_items"] = "cacheItems",
        ["queue_length"] = "queueLength",
    };

    private readonly LocalTexts _texts;

    /// <summary>The words in a language.</summary>
    public AnalysisText(Language language) => _texts = Texts.In(language);

    /// <summary>Every field that is explained, in ordinal order.</summary>
    public IReadOnlyList<string> Fields =>
        [.. _texts.All.Keys.Where(k => k.StartsWith("field.", StringComparison.Ordinal)).Select(k => k["field.".Length..])
        .Order(StringComparer.Ordinal)];

    /// <summary>What a field means, by its name here or in the node's own answers (<c>heap_alloc</c>); null when it isn't known.</summary>
    public string? Explain(string field) => _texts.All.GetValueOrDefault("field." + (OfTheNode.GetValueOrDefault(field) ?? field));

    /// <summary>What a part of an account is called.</summary>
    public string PartOf(string part) => _texts["part." + part];

    /// <summary>Why rss is as high as it is, in one sentence.</summary>
    public string Of(RssAnswer answer)
    {
        var parts = answer.Parts.Select(p => _texts.Format("why.part", p.Bytes / ByteSize.MiB, 100 * p.Bytes / answer.Rss, PartOf(p.Name)));
        return _texts.Format("why.rss", answer.Rss / ByteSize.MiB, string.Join(_texts["why.separator"], parts))
            + (answer.NotResident > ByteSize.MiB ? _texts.Format("why.notResident", answer.NotResident / ByteSize.MiB) : "")
            + (answer.Error is { } error && error > ByteSize.MiB ? _texts.Format("why.error", error / ByteSize.MiB) : "")
            + _texts["why.end"];
    }

    /// <summary>What a threshold says.</summary>
    public string ThresholdOf(ThresholdCheck check) => _texts["threshold." + check.Id];
}
