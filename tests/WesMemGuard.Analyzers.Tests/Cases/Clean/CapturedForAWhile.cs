// Locals that a handler captures and the code around goes on with, or whose publisher it made.
namespace CapturedForAWhile;

public sealed class Node
{
    public event EventHandler<string>? Block;
    public void Raise(string hash) => Block?.Invoke(this, hash);
}

public static class Wiring
{
    public static async Task<List<string>> CollectAsync(Node node, int seconds)
    {
        var seen = new List<string>();
        node.Block += (_, hash) => seen.Add(hash);
        await Task.Delay(seconds * 1000);
        return seen;
    }

    public static async Task<string> RunAsync(System.Diagnostics.Process process)
    {
        var output = new StringBuilder();
        process.OutputDataReceived += (_, e) => output.AppendLine(e.Data);
        process.Start();
        await process.WaitForExitAsync();
        return output.ToString();
    }

    public static void Count()
    {
        var node = new Node();
        var seen = new HashSet<string>();
        node.Block += (_, hash) => seen.Add(hash);
        node.Raise("a");
        node.Raise("b");
    }

    public static async Task FirstAsync(Node node, TaskCompletionSource done)
    {
        var seen = new HashSet<string>();
        void On(object? sender, string hash)
        {
            if (seen.Add(hash) && hash.Length > 3)
                done.TrySetResult();
        }
        node.Block += On;
        await done.Task;
        node.Block -= On;
    }
}

public static class Pipeline
{
    public static async Task<List<double>> SampleAsync(Func<double> read, int seconds)
    {
        var samples = new List<double>();
        await using var timer = new Timer(_ => samples.Add(read()), null, 0, 1000);
        await Task.Delay(seconds * 1000);
        return samples;
    }
}
