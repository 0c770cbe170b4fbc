namespace WesMemGuard.Conventions.Tests;

/// <summary>The files of the repository that people write: no build output, no runs, no recordings.</summary>
internal static class SourceFiles
{
    private static readonly string[] Skipped =
        ["bin", "obj", "runs", "TestResults", ".git", ".vs", ".idea", "artifacts", "_recordings", "node_modules", "StrykerOutput"];
    private static readonly string[] TextEndings =
        [".cs", ".csproj", ".props", ".targets", ".sln", ".json", ".jsonl", ".md", ".txt", ".yml", ".editorconfig", ".gitignore", ""];

    public static IReadOnlyList<string> CSharp(string under) =>
        [.. Texts(under).Where(f => f.EndsWith(".cs", StringComparison.Ordinal))];

    public static IReadOnlyList<string> Texts(string under = "") =>
        [.. Walk(Path.Combine(RepositoryFolder.Path, under)).Where(f => TextEndings.Contains(Path.GetExtension(f)))];

    public static IReadOnlyList<string> Projects(string under) =>
        [.. Walk(Path.Combine(RepositoryFolder.Path, under)).Where(f => f.EndsWith(".csproj", StringComparison.Ordinal))];

    public static string Name(string file) => Path.GetRelativePath(RepositoryFolder.Path, file).Replace('\\', '/');

    private static IEnumerable<string> Walk(string folder) => Directory.EnumerateFiles(folder)
        .Concat(Directory.EnumerateDirectories(folder).Where(d => !Skipped.Contains(Path.GetFileName(d))).SelectMany(Walk))
        .Order(StringComparer.Ordinal);
}
