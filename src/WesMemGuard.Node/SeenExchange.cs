using WesMemGuard.Runs;

namespace WesMemGuard.Node;

/// <summary>Tells a witness once how an exchange ended.</summary>
/// <param name="witness">Told; null: nobody is.</param>
/// <param name="time">Measures how long it took.</param>
internal sealed class SeenExchange(Action<ExchangeEnd>? witness, TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();
    private Action<ExchangeEnd>? _witness = witness;

    /// <summary>With a whole answer.</summary>
    public void Ended(HttpResponseMessage response, byte[] body)
    {
        if (_witness is null)
            return;
        var headers = response.Headers.Concat(response.Content.Headers)
            .Select(h => KeyValuePair.Create(h.Key, string.Join(", ", h.Value))).ToList();
        Tell(new ExchangeEnd((int)response.StatusCode, headers, body, null, time.GetElapsedTime(_began)));
    }

    /// <summary>Without one; nothing new when there was one that could not be read.</summary>
    public void Ended(Miss miss) => Tell(new ExchangeEnd(0, [], default, miss, time.GetElapsedTime(_began)));

    private void Tell(ExchangeEnd end)
    {
        _witness?.Invoke(end);
        _witness = null;
    }
}
