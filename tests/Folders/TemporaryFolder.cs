namespace WesMemGuard.Tests;

/// <summary>A folder of a test's own, gone with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("wesmemguard-").FullName;

    /// <summary>Writes a file, its folders too, and says where it lies.</summary>
    public string Write(string name, string content)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Writes a scenario of a recording in the repository.</summary>
    public string Scenario(string folder, string recording, string budget)
    {
        var path = System.IO.Path.Combine(RepositoryFolder.Recording(recording)).Replace('\\', '/');
        Write($"{folder}/scenario.json", $$"""{ "recording": "{{path}}" }""");
        Write($"{folder}/budget.json", budget);
        return System.IO.Path.Combine(Path, folder);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
