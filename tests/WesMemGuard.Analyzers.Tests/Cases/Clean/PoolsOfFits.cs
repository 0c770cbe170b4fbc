// What doesn't fit is dropped, or the pool has a limit: there are as many as were in use at one time.
namespace PoolsOfFits;

public sealed class Frames
{
    private readonly ConcurrentBag<byte[]> _free = new();

    public byte[] Take(int atLeast)
    {
        if (_free.TryTake(out var one) && one.Length >= atLeast)
            return one;
        return new byte[atLeast];
    }

    public void Give(byte[] one) => _free.Add(one);
}

public sealed class Lines
{
    private readonly ConcurrentBag<char[]> _free = new();

    public char[] Rent(int length)
    {
        if (_free.TryTake(out var one))
        {
            if (one.Length >= length)
                return one;
            _free.Add(one);
        }
        return new char[length];
    }

    public void Return(char[] line)
    {
        if (_free.Count < 64)
            _free.Add(line);
    }
}
