using System.Collections.Immutable;
using WesMemGuard.Pprof.Attribution;
using WesMemGuard.Pprof.Statistics;

namespace WesMemGuard.Pprof.Comparing;

/// <summary>What one module holds by a heap profile: measured, not reported by the module itself.</summary>
/// <param name="Module">The module.</param>
/// <param name="Bytes">Bytes in use that its code allocated, with what the sampling leaves open.</param>
internal readonly record struct ModuleBytes(AttributedModule Module, SampledBytes Bytes)
{
    /// <summary>
    /// All reporting modules of the map by name, those with 0 bytes too, then every other holder, the largest first;
    /// the values add up to the profile's total.
    /// </summary>
    /// <exception cref="ProfileException">It is no heap profile, or doesn't state its sampling rate.</exception>
    public static ImmutableArray<ModuleBytes> Of(GoProfile profile, Attributor? attributor = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        attributor ??= new Attributor(ProgramMap.For([profile]));
        Dictionary<AttributedModule, SampledBytes> held = [];
        foreach (HolderSeries holder in HolderTable.Of([profile], ValueKind.InuseSpace, Grouping.Module, attributor).Holders)
            held.Add(holder.Grown(0, 0).Module, holder.Held(0));
        ImmutableArray<AttributedModule> reporting = attributor.Map.Reporting;
        SampledBytes nothing = new(0, 0, SamplingInterval.Of([], profile.BytesPerSample).High, 0);
        return
        [
            .. reporting.Select(module => new ModuleBytes(module, held.GetValueOrDefault(module, nothing))),
            .. held.Where(h => h.Key.Kind != ModuleKind.Reporting && h.Value.Value != 0)
                .OrderByDescending(h => h.Value.Value)
                .ThenBy(h => h.Key.Name, StringComparer.Ordinal)
                .Select(h => new ModuleBytes(h.Key, h.Value)),
        ];
    }
}
