// Each failure puts one more layer around what a field holds.
namespace LayersAfterFailures;

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

public static class Layers
{
    public static IFrames From(this IFrames frames, long at) => new Skipping(frames, at);
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
            _frames = new Skipping(_frames, 1); // leak: WMG1002
            return await _frames.NextAsync(token);
        }
    }
}

public sealed class Resumed(IFrames first)
{
    private IFrames _frames = first;
    private long _at;

    public async Task<byte[]> ReadAsync(CancellationToken token)
    {
        for (var turn = 0; ; turn++)
        {
            try
            {
                var frame = await _frames.NextAsync(token);
                _at++;
                return frame;
            }
            catch (IOException) when (turn < 3)
            {
                _frames = _frames.From(_at); // leak: WMG1002
            }
        }
    }
}
