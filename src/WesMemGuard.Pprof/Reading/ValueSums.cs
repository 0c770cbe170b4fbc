using System.Collections.Immutable;

namespace WesMemGuard.Pprof.Reading;

/// <summary>
/// The sums of a profile's values while it is read: none may overflow, and what is in use now has a bound of its own.
/// </summary>
internal sealed class ValueSums(ImmutableArray<SampleType> types)
{
    private readonly long[] _sums = new long[types.Length];

    /// <summary>
    /// Takes the values of one stack; what has not one value per type is refused later, with both numbers.
    /// </summary>
    /// <exception cref="ProfileException">A value or a sum is too large.</exception>
    internal void Add(ReadOnlySpan<long> values, string where)
    {
        for (var i = 0; i < Math.Min(values.Length, _sums.Length); i++)
        {
            if (!ValueKinds.IsCumulative(types[i].Type) && values[i] is < -ProfileLimits.Value or > ProfileLimits.Value)
                throw new ProfileException($"value {values[i]} is beyond 64 TiB", where);
            if (Math.Abs((double)values[i]) > ProfileLimits.Sum || Math.Abs(_sums[i] += values[i]) > ProfileLimits.Sum)
                throw new ProfileException($"the sum of {types[i].Type} is beyond 2^62", where);
        }
    }
}
