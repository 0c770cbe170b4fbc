using System.Buffers;

namespace WesMemGuard.Runs;

/// <summary>
/// The names in samples: a node may say anything there, and most are looked at no further than that they are names.
/// </summary>
internal static class SampleNames
{
    private const int Longest = 40;
    private static readonly SearchValues<char> Letters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-/");

    /// <summary>A sample whose names hold no secret.</summary>
    public static T? Scrubbed<T>(T? sample, Func<string, string> scrub)
        where T : class
    {
        if (sample is MemorySample memory && memory.Modules.Any(m => !IsName(m.Module) || !IsName(m.Layer)))
            return (T)(object)(memory
                with
            {
                Modules = [
                .. memory.Modules.Select(m => m with { Module = Clean(m.Module, scrub), Layer = Clean(m.Layer, scrub) })]
            });
        return sample is ChainSample chain
            && !IsName(chain.ChainId) ? (T)(object)(chain with { ChainId = Clean(chain.ChainId, scrub) }) : sample;
    }

    private static string Clean(string name, Func<string, string> scrub) => IsName(name) ? name : scrub(name);

    private static bool IsName(string text) => text.Length <= Longest && !text.AsSpan().ContainsAnyExcept(Letters);
}
