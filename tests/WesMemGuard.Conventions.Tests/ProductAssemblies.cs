using System.Reflection;

namespace WesMemGuard.Conventions.Tests;

/// <summary>What is shipped, as compiled; the analyzers, which the compiler loads, aside.</summary>
internal static class ProductAssemblies
{
    /// <summary>Their projects; that of the templates has no code of its own.</summary>
    public static IReadOnlyList<string> Projects { get; } =
        [.. SourceFiles.Projects("src").Select(p => Path.GetFileNameWithoutExtension(p))
            .Where(p => !p.StartsWith("WesMemGuard.Analyzers", StringComparison.Ordinal) && p != "WesMemGuard.Templates")];

    public static IReadOnlyList<Assembly> All { get; } = [.. Projects.Select(Named)];

    public static Assembly Named(string project) =>
        Assembly.Load(project == "WesMemGuard.Cli" ? "wesmemguard" : project);
}
