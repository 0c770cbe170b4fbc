namespace WesMemGuard.Cli.Tests;

/// <summary>A receiver of alerts on this machine: it takes each, and is told of each before it answers.</summary>
/// <param name="onRequest">Told which request it is, from 1, before it is answered.</param>
internal sealed class WebReceiver(Action<int>? onRequest = null) : AskedServer((_, number) =>
{
    onRequest?.Invoke(number);
    return Http(200, "");
});
