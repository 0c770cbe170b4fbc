namespace WesMemGuard.Analyzers.Tests.Support;

/// <summary>One rule's page: its id, title and the two pieces of code.</summary>
internal sealed record HelpPage(string Id, string Title, string Text, string Bad, string Good)
{
    public static IReadOnlyList<string> Paths { get; } =
        [.. Directory.GetFiles(Path.Combine(TestContext.CurrentContext.TestDirectory, "Docs"), "WMG*.md").Order(StringComparer.Ordinal)];

    /// <summary>The pages whose code is C#.</summary>
    public static IReadOnlyList<HelpPage> All { get; } = [.. Paths.Where(path => !IsOfFiles(path)).Select(Read)];

    public static bool IsOfFiles(string path) => Path.GetFileName(path).StartsWith("WMG8", StringComparison.Ordinal);

    public override string ToString() => Id;

    private static HelpPage Read(string path)
    {
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var heading = text[2..text.IndexOf('\n', StringComparison.Ordinal)].Split(": ", 2);
        return new(heading[0], heading[1], text, Code(text, "## Bad"), Code(text, "## Good"));
    }

    private static string Code(string text, string section)
    {
        const string Fence = "```csharp\n";
        var start = text.IndexOf(Fence, text.IndexOf(section + "\n", StringComparison.Ordinal),
            StringComparison.Ordinal) + Fence.Length;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
