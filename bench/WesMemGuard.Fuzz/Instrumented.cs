using SharpFuzz;

namespace WesMemGuard.Fuzz;

/// <summary>A copy of this program in which the product's assemblies count their branches (SharpFuzz).</summary>
internal static class Instrumented
{
    private const string Product = "WesMemGuard.";

    /// <summary>Copies a folder of assemblies and instruments those of the product.</summary>
    /// <returns>How many types were instrumented.</returns>
    public static int Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        return Directory.GetFiles(to, Product + "*.dll")
            .Where(f => Path.GetFileName(f) is not "WesMemGuard.Fuzz.dll")
            .Sum(f => Fuzzer.Instrument(f, _ => true, Options.Value).Count());
    }
}
