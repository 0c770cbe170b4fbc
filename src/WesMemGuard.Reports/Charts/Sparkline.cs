using System.Text;

namespace WesMemGuard.Reports.Charts;

/// <summary>A course of values in eight heights of one line, from their least to their largest.</summary>
internal static class Sparkline
{
    private const string Heights = "▁▂▃▄▅▆▇█";

    /// <summary>
    /// At most so many columns; each shows the mean of the values that fall into it. A course that never moves is a flat line.
    /// </summary>
    public static string Of(IReadOnlyList<double> values, int width)
    {
        if (values.Count == 0 || width < 1)
            return "";
        var columns = Math.Min(width, values.Count);
        var means = new double[columns];
        for (var i = 0; i < columns; i++)
        {
            var (from, to) = ((int)((long)i * values.Count / columns), (int)((long)(i + 1) * values.Count / columns));
            for (var j = from; j < to; j++)
                means[i] += values[j] / (to - from);
        }

        var (least, most) = (means.Min(), means.Max());
        var line = new StringBuilder(columns);
        foreach (var mean in means)
            line.Append(most > least
                ? Heights[(int)Math.Min((mean - least) / (most - least) * Heights.Length, Heights.Length - 1)] : Heights[0]);
        return line.ToString();
    }
}
