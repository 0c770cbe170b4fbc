using System.Runtime.Intrinsics;

namespace WesMemGuard.Statistics;

/// <summary>
/// Takes correlation out of columns: the scalar Kalman filter of an Ornstein-Uhlenbeck process (correlation
/// exp(-|dt|/tau)) seen through white noise, together of variance 1. Its innovations, over their standard deviations,
/// are independent with variance 1. Jones 1980.
/// </summary>
internal sealed class Whitening
{
    private readonly double[] _carries;
    private readonly double[] _gains;
    private readonly double[] _roots;

    /// <summary>
    /// Works out the filter for points at these times; tau 0 is white noise, where nothing is taken out.
    /// </summary>
    public Whitening(ReadOnlySpan<double> times, double correlationTime, double whiteShare)
    {
        _carries = new double[times.Length];
        _gains = new double[times.Length];
        _roots = new double[times.Length];
        var variance = 1 - whiteShare;
        for (var i = 0; i < times.Length; i++)
        {
            var carry = i > 0 && correlationTime > 0 ? Math.Exp((times[i - 1] - times[i]) / correlationTime) : 0;
            if (i > 0)
                variance = (carry * carry * variance) + ((1 - whiteShare) * (1 - (carry * carry)));
            var total = variance + whiteShare;
            _carries[i] = carry;
            _gains[i] = variance / total;
            _roots[i] = 1 / Math.Sqrt(total);
            LogDeterminant += Math.Log(total);
            variance *= 1 - _gains[i];
        }
    }

    /// <summary>The logarithm of the determinant of the correlation matrix.</summary>
    public double LogDeterminant { get; }

    /// <summary>
    /// Whitens columns that stand one behind the other. Each point of a column waits for the one before it, so four columns
    /// go side by side; each gets what it would get alone, to the last bit.
    /// </summary>
    public void Apply(ReadOnlySpan<double> columns, Span<double> white)
    {
        int points = _carries.Length, at = 0;
        for (; at + (4 * points) <= columns.Length; at += 4 * points)
            Four(columns.Slice(at, 4 * points), white.Slice(at, 4 * points));
        for (; at < columns.Length; at += points)
            One(columns.Slice(at, points), white.Slice(at, points));
    }

    private void One(ReadOnlySpan<double> column, Span<double> white)
    {
        double state = 0;
        for (var i = 0; i < column.Length; i++)
        {
            state *= _carries[i];
            var innovation = column[i] - state;
            white[i] = innovation * _roots[i];
            state += _gains[i] * innovation;
        }
    }

    private void Four(ReadOnlySpan<double> columns, Span<double> white)
    {
        var points = _carries.Length;
        ReadOnlySpan<double> a = columns[..points], b = columns.Slice(points, points),
            c = columns.Slice(2 * points, points), d = columns.Slice(3 * points, points);
        Span<double> whiteA = white[..points], whiteB = white.Slice(points, points),
            whiteC = white.Slice(2 * points, points), whiteD = white.Slice(3 * points, points);
        var states = Vector256<double>.Zero;
        for (var i = 0; i < a.Length; i++)
        {
            states *= _carries[i];
            var innovations = Vector256.Create(a[i], b[i], c[i], d[i]) - states;
            var whites = innovations * _roots[i];
            (whiteA[i], whiteB[i], whiteC[i], whiteD[i]) = (whites[0], whites[1], whites[2], whites[3]);
            states += innovations * _gains[i];
        }
    }
}
