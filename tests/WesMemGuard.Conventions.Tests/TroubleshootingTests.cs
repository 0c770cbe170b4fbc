using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace WesMemGuard.Conventions.Tests;

/// <summary>The page for whoever is stuck quotes what is really said.</summary>
internal sealed partial class TroubleshootingTests
{
    [Test]
    public void Each_message_on_the_page_is_one_of_the_product_s()
    {
        var quoted = Quoted().Matches(File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs/troubleshooting.md")))
            .Select(m => m.Groups["message"].Value).ToList();
        quoted.Count.ShouldBeGreaterThan(15);
        var core = Path.Combine(RepositoryFolder.Path, "src/WesMemGuard.Core");
        var said = Directory.GetFiles(core, "*Reasons.resx", SearchOption.AllDirectories)
            .SelectMany(f => XDocument.Load(f).Descendants("value"))
            .Select(v => Plain(v.Value)).ToList();

        quoted.Where(q => !said.Exists(s => s.Contains(Plain(q), StringComparison.Ordinal))).ShouldBeEmpty();
    }

    /// <summary>What stands in for arguments is left out on both sides, and so are the blanks around it.</summary>
    private static string Plain(string text) => Blanks().Replace(Argument().Replace(text, " "), " ").Trim();

    [GeneratedRegex("^\\| `(?<message>.+?)` \\|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    [GeneratedRegex("\\{[^{}]*(\\{[^{}]*\\}[^{}]*)*\\}|…")]
    private static partial Regex Argument();

    [GeneratedRegex("\\s+")]
    private static partial Regex Blanks();
}
