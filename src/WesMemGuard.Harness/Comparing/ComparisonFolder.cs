using System.Globalization;
using WesMemGuard.Output;

namespace WesMemGuard.Harness.Comparing;

/// <summary>The folder in which all rounds of a comparison lie.</summary>
internal static class ComparisonFolder
{
    /// <summary>Says whose folder it is; holds nothing.</summary>
    private const string ClaimName = "ab";

    /// <summary>The name of a folder that is this comparison's alone: another one may begin in the same second.</summary>
    /// <param name="runs">The folder of all runs, absolute.</param>
    /// <param name="id">The name that is wanted.</param>
    /// <exception cref="UnwritableException">It can't be written.</exception>
    public static string Claim(string runs, string id)
    {
        try
        {
            for (var number = 1; ; number++)
            {
                var own = number == 1 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}-{number}");
                Directory.CreateDirectory(Path.Combine(runs, own));
                var claim = Path.Combine(runs, own, ClaimName);
                if (File.Exists(claim))
                    continue;
                try
                {
                    new FileStream(claim, FileMode.CreateNew).Dispose();
                    return own;
                }
                catch (IOException) when (File.Exists(claim))
                {
                    continue; // another process was faster
                }
            }
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            throw UnwritableException.Of(Path.Combine(runs, id), e);
        }
    }
}
