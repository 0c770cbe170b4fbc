namespace WesMemGuard.Core.Tests.Statistics;

/// <summary>
/// All orders of a few values, equal ones counted apart: the exact enumeration that distributions are compared with.
/// </summary>
internal static class Orders
{
    public static IEnumerable<double[]> Of(double[] values)
    {
        if (values.Length <= 1)
        {
            yield return values;
            yield break;
        }

        for (var first = 0; first < values.Length; first++)
        {
            double[] others = [.. values[..first], .. values[(first + 1)..]];
            foreach (var rest in Of(others))
                yield return [values[first], .. rest];
        }
    }
}
