using System.Reflection;
using WesMemGuard.Reasons;
using WesMemGuard.Units;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>
/// Arguments to try a method with: for each parameter the values that texts may treat differently, in all combinations.
/// </summary>
internal static class ReasonSamples
{
    private const int MostCombinations = 20_000;

    private static readonly UnitForm Form = new(["s", "min"], "5 min", "1 h");

    private static readonly Dictionary<Type, object[]> Plain = new()
    {
        [typeof(int)] = [1, 2],
        [typeof(long)] = [1L, 2L],
        [typeof(double)] = [1.0, 2.5],
        [typeof(bool)] = [true, false],
        [typeof(string)] = ["a name"],
        [typeof(char)] = ['a', 'é', '\u0001', '\u00A0', '\u3000', '\uFEFF'],
        [typeof(TimeSpan)] = [TimeSpan.FromSeconds(90)],
        [typeof(DateTimeOffset)] = [new DateTimeOffset(2026, 11, 22, 13, 0, 0, TimeSpan.Zero)],
        [typeof(ByteSize)] = [ByteSize.FromMiB(2.5)],
        [typeof(Reason)] = [KnownReasons.Sample()],
        [typeof(UnitForm)] = [Form],
        [typeof(UnitFault)] = [.. Enum.GetValues<UnitFaultKind>().SelectMany(kind => new[] { null, "min" }.Select(meant =>
            new UnitFault(kind, "5 minutes", Form) { Unit = "minutes", Meant = meant }))],
    };

    public static IEnumerable<object?[]> Of(MethodInfo method, List<string> problems)
    {
        var nullability = new NullabilityInfoContext();
        IEnumerable<object?[]> combinations = [[]];
        foreach (var parameter in method.GetParameters())
        {
            var values = Values(parameter, nullability.Create(parameter));
            if (values.Count == 0)
            {
                problems.Add($"{method.Name} takes {parameter.ParameterType.Name} {parameter.Name}: reasons take plain values");
                return [];
            }

            combinations = combinations.SelectMany(c => values.Select(v => (object?[])[.. c, v]));
        }

        return combinations.Take(MostCombinations);
    }

    private static List<object?> Values(ParameterInfo parameter, NullabilityInfo nullability)
    {
        var values = Of(Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType).ToList();
        if (values.Count > 0 && nullability.ReadState == NullabilityState.Nullable)
            values.Add(null);
        return values;
    }

    private static IEnumerable<object?> Of(Type type)
    {
        if (Plain.TryGetValue(type, out var plain))
            return plain;
        if (type.IsEnum)
            return Enum.GetValues(type).Cast<object?>();
        var item = type.IsGenericType && type.GetGenericArguments().Length == 1 ? type.GetGenericArguments()[0] : null;
        if (item is null || !Plain.TryGetValue(item, out var items) || !type.IsAssignableFrom(item.MakeArrayType()))
            return [];
        return new[] { 0, 1, 2 }.Select(count => (object?)Repeated(item, items[0], count));
    }

    private static Array Repeated(Type item, object value, int count)
    {
        var array = Array.CreateInstance(item, count);
        for (var i = 0; i < count; i++)
            array.SetValue(value, i);
        return array;
    }
}
