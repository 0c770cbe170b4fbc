// A failure takes the place of the layer before, or nothing keeps the layers.
namespace LayersLaidOnce;

public interface IFrames
{
    ValueTask<byte[]> NextAsync(CancellationToken token);
}

public sealed class Skipping(IFrames inner, long skip) : IFrames
{
    private long _left = skip;

    public async ValueTask<byte[]> NextAsync(CancellationToken token)
    {
        while (_left-- > 0)
            await inner.NextAsync(token);
        return await inner.NextAsync(token);
    }
}

public sealed class Feed(IFrames first)
{
    private IFrames _frames = first;

    public async Task<byte[]> ReadAsync(CancellationToken token)
    {
        try
        {
            return await _frames.NextAsync(token);
        }
        catch (TimeoutException)
        {
            _frames = new Skipping(first, 1);
            return await _frames.NextAsync(token);
        }
    }
}

public sealed class Chain(IEnumerable<Func<IFrames, IFrames>> steps, IFrames last)
{
    private IFrames _frames = last;

    public IFrames Build()
    {
        foreach (var step in steps)
            _frames = step(_frames);
        return _frames;
    }
}
