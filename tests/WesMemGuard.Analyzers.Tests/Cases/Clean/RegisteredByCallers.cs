// A method that only its name says to register what callers bring: a suggestion.
namespace RegisteredByCallers;

public static class Paths
{
    private static readonly ConcurrentDictionary<string, string> Known = new();

    public static void RegisterPath(string network, string path) => Known.TryAdd(network, path);

    public static string? Of(string network) => Known.GetValueOrDefault(network);
}
