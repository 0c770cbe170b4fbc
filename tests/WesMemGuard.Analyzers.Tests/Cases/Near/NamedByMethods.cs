// Keys that a method answers with: of users there is no end, of sequences there is, and only its name tells them apart.
namespace NamedByMethods;

public sealed class Users
{
    private readonly ConcurrentDictionary<string, int[]> _states = new();

    public async Task<int[]> StateAsync(Block block)
    {
        await Task.Yield();
        return _states.GetOrAdd(GetUserName(block), _ => new int[2]); // leak: WMG1002
    }

    private static string GetUserName(Block block) => "user." + block;
}
