namespace WesMemGuard.Cli.Tests;

/// <summary>What no text may hold that quotes a node: what a terminal, a CI service or a reader would obey.</summary>
internal static class HarmlessText
{
    public static void ShouldBeHarmless(this string text)
    {
        text.Split('\n').ShouldAllBe(line => !line.TrimStart().StartsWith("::", StringComparison.Ordinal));
        foreach (var harm in new[] { "##[", "\u001b", "\u202e", "\u0007" })
            text.ShouldNotContain(harm);
    }
}
