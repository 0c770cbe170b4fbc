// What doesn't fit goes back into the pool, and the new one that was made instead comes back as well.
namespace PoolsOfMisfits;

public sealed class Frames
{
    private readonly ConcurrentBag<byte[]> _free = new();

    public byte[] Take(int atLeast)
    {
        if (_free.TryTake(out var one))
        {
            if (one.Length >= atLeast)
                return one;
            _free.Add(one);
        }
        return new byte[atLeast];
    }

    public void Give(byte[] one) => _free.Add(one); // leak: WMG1002
}

public sealed class Lines
{
    private readonly Stack<char[]> _free = new();
    private readonly object _gate = new();

    public char[] Rent(int length)
    {
        lock (_gate)
        {
            if (_free.Count > 0)
            {
                var top = _free.Pop();
                if (top.Length >= length)
                    return top;
                _free.Push(top);
            }
        }
        return new char[length];
    }

    public void Return(char[] line)
    {
        lock (_gate)
            _free.Push(line); // leak: WMG1002
    }
}
