// The like of what KnownToTheProgram has, where the names come from outside and nothing looks them up.
namespace NotKnownToTheProgram;

public sealed class Log(string name)
{
    public void Write(string text) => Console.WriteLine(name + text);
}

public static class Logs
{
    private static readonly ConcurrentDictionary<string, Log> All = new();

    public static Log Of(Type type) => Of(type.FullName!);

    public static Log Of(string name) => All.GetOrAdd(name, static known => new Log(known)); // leak: WMG1001
}

public static class Requests
{
    public static void Handle(string peer) => Logs.Of(peer).Write("asked");
}

public static class Jobs
{
    private static readonly ConcurrentQueue<int> Open = new();

    public static void Give(int job) => Open.Enqueue(job); // leak: WMG2005

    public static int Get() => Open.TryDequeue(out var job) ? job : throw new InvalidOperationException();
}
