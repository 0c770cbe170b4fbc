namespace WesMemGuard.Pprof.Tests;

/// <summary>Adds up stacks by function; looks a name up once per frame, not once per stack it stands on.</summary>
internal sealed class TopSums
{
    private readonly Dictionary<string, Sum> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<CallFrame, Sum> _frames = [];
    private int _stacks;

    internal IEnumerable<TopRow> Rows => _functions.Select(f => new TopRow(f.Key, f.Value.Flat, f.Value.Cumulative));

    internal void Add(CallPath stack, long value)
    {
        if (value == 0)
            return;
        _stacks++;
        for (var i = 0; i < stack.Frames.Length; i++)
        {
            var sum = SumOf(stack.Frames[i]);
            sum.Flat += i == 0 ? value : 0;
            sum.Cumulative += sum.LastStack == _stacks ? 0 : value;
            sum.LastStack = _stacks;
        }
    }

    private Sum SumOf(CallFrame frame)
    {
        if (_frames.TryGetValue(frame, out var known))
            return known;
        if (!_functions.TryGetValue(frame.Function, out var sum))
            _functions[frame.Function] = sum = new Sum();
        return _frames[frame] = sum;
    }

    /// <summary>The sums of one function, and the stack it was last seen on: recursion counts once.</summary>
    private sealed class Sum
    {
        internal long Flat { get; set; }

        internal long Cumulative { get; set; }

        internal int LastStack { get; set; }
    }
}
