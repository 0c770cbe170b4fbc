namespace WesMemGuard.LiveHeap;

/// <summary>
/// Whether GOGC and the memory limit that the rule is used with can be right, by what pages show: after each collection
/// heap_alloc falls to what is live, so over a window its smallest ratio to the rule's value is 1. It was at most 1.03
/// where the settings were right and 1.33 to 1.52 where they were not; below 1 GOGC is larger than believed.
/// </summary>
internal static class SettingsCheck
{
    /// <summary>Ratios up to this agree.</summary>
    private const double Agreeing = 1.05;

    /// <summary>Below this the rule's value exceeds what is there.</summary>
    private const double Exceeding = 0.99;

    /// <summary>So many collections tell; fewer may all have been seen late.</summary>
    private const int Telling = 12;

    /// <summary>
    /// Settings that the environment tells are believed longer: a busy process shows a low ratio once in so many pages.
    /// </summary>
    private const int Overruling = 60;

    private const double Overruled = 1.1;

    /// <summary>What the pages make of the settings.</summary>
    public static SettingsFinding Of(List<Collection> collections, CollectorFacts facts)
    {
        var told = collections.TrueForAll(c => c.Page.GoGcPercent is not null && c.Page.MemoryLimit is not null);
        if (told)
            return new SettingsFinding(SettingsTrust.Told, 1, default);
        var seen = collections.Where(c => double.IsFinite(c.LeastHeapAlloc)
            && GoalRule.RegimeOf(c.Page, facts) == GoalRegime.Ruled)
            .ToList();
        var environ = facts is { GoGcPercent: not null, MemoryLimit: not null };
        if (seen.Count == 0)
            return new SettingsFinding(environ || Percents(collections) ? SettingsTrust.Told : SettingsTrust.Assumed, 1,
                default);
        var (at, ratio) = seen.Select(c => (c.At, Ratio: Ratio(c, facts))).MinBy(r => r.Ratio);
        var trust = ratio < Exceeding ? SettingsTrust.Wrong
            : environ ? ratio > Overruled && seen.Count >= Overruling ? SettingsTrust.Wrong : SettingsTrust.Told
            : ratio > Agreeing && (seen.Count >= Telling || !Percents(collections)) ? SettingsTrust.Wrong
            : Percents(collections) ? SettingsTrust.Told
            : seen.Count >= Telling ? SettingsTrust.Confirmed : SettingsTrust.Assumed;
        return new SettingsFinding(trust, ratio, at);
    }

    private static bool Percents(List<Collection> collections) =>
        collections.TrueForAll(c => c.Page.GoGcPercent is not null);

    /// <summary>
    /// Stacks and globals that the value may hold are no contradiction: the ratio is to the least it can be when it
    /// is small, to the most when large.
    /// </summary>
    private static double Ratio(Collection collection, CollectorFacts facts)
    {
        var point = GoalRule.Point(collection,
            facts with { MostGlobals = Math.Min(facts.MostGlobals, facts.LeastGlobals + ByteSize.MiB) });
        return collection.LeastHeapAlloc >= point.High ? collection.LeastHeapAlloc / Math.Max(1, point.High)
            : collection.LeastHeapAlloc >= point.Low ? 1 : collection.LeastHeapAlloc / point.Low;
    }
}

/// <summary>How far the settings are known that the rule is used with.</summary>
internal enum SettingsTrust
{
    /// <summary>The page or the environment tells them, and nothing speaks against it.</summary>
    Told,

    /// <summary>Nobody tells them; the pages agree with GOGC 100 and no limit.</summary>
    Confirmed,

    /// <summary>Nobody tells them, and the pages can't tell.</summary>
    Assumed,

    /// <summary>They are others than believed.</summary>
    Wrong,
}

/// <summary>What the pages make of the settings.</summary>
/// <param name="Trust">How far they are known.</param>
/// <param name="Ratio">The smallest heap_alloc in parts of the rule's value.</param>
/// <param name="At">When that was seen.</param>
internal readonly record struct SettingsFinding(SettingsTrust Trust, double Ratio, DateTimeOffset At);
