// A delay made once before the loop that ends with its very token; a delay whose source the loop's end cancels.
namespace HoistedDelay;

public sealed class Udp
{
    private readonly UdpClient _udp = new(0);
    private CancellationTokenSource? _stop;
    private Task? _work;

    public void Start()
    {
        _stop = new CancellationTokenSource();
        _work = ReceiveAsync(_stop.Token);
    }

    public async Task StopAsync()
    {
        _stop!.Cancel();
        await _work!;
        _stop.Dispose();
        _udp.Dispose();
    }

    private async Task ReceiveAsync(CancellationToken token)
    {
        var stopped = Task.Delay(Timeout.Infinite, token);
        while (!token.IsCancellationRequested)
        {
            var receive = _udp.ReceiveAsync();
            if (await Task.WhenAny(stopped, receive) == stopped)
                return;
            Console.WriteLine((await receive).Buffer.Length);
        }
    }
}
