// Locals that a handler captures, which is called for as long as its publisher lives.
using System.Collections.Immutable;

namespace CapturedForGood;

public static class Wiring
{
    public static void Trace(Node node)
    {
        var log = new StringBuilder();
        node.Block += (_, hash) => log.AppendLine(hash); // leak: WMG1002
        node.Stopped += (_, _) => Console.WriteLine(log);
    }

    public static IDisposable Follow(IObservable<string> blocks)
    {
        var seen = new HashSet<string>();
        return blocks.Subscribe(hash =>
        {
            if (seen.Add(hash)) // leak: WMG1002
                Console.WriteLine(hash);
        });
    }
}

public sealed class Node
{
    public event EventHandler<string>? Block;
    public event EventHandler? Stopped;
    public void Raise(string hash) => Block?.Invoke(this, hash);
    public void Stop() => Stopped?.Invoke(this, EventArgs.Empty);
}
