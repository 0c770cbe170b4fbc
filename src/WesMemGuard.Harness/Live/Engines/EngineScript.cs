using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Live.Engines;

/// <summary>
/// The hosts that an engine's script names outright, in addresses and in the fields of JMeter that hold one. What a script computes is
/// not seen here but by <see cref="EngineGuard"/>.
/// </summary>
internal static partial class EngineScript
{
    /// <summary>Longer scripts are refused, in bytes.</summary>
    private const long Longest = 16 * 1024 * 1024;

    /// <summary>The first host that is neither this machine nor allowed, with its line from 1; null: there is none.</summary>
    /// <param name="engine">Whose script it is.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="allowed">Hosts that may be elsewhere.</param>
    /// <exception cref="Input.BadInputException">It can't be read, or is larger than 16 MiB.</exception>
    public static (string Host, int Line)? Elsewhere(LoadEngine engine, string path, string name, IReadOnlyCollection<string> allowed)
    {
        var lines = Encoding.UTF8.GetString(FileBytes.Read(path, name, Longest)).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var host = Hosts(engine, lines[i]).FirstOrDefault(h => !IsHere(h) && !allowed.Contains(h, StringComparer.OrdinalIgnoreCase));
            if (host is not null)
                return (host, i + 1);
        }

        return null;
    }

    /// <summary>The hosts of a line.</summary>
    internal static IEnumerable<string> Hosts(LoadEngine engine, string line)
    {
        // A comment leads nowhere, and the target is replaced by the node.
        var text = engine == LoadEngine.Artillery ? YamlComment().Replace(line, "") : JMeterComment().Replace(line, "");
        if (engine == LoadEngine.Artillery && Target().IsMatch(text))
            yield break;
        foreach (Match address in Address().Matches(text))
            yield return address.Groups[1].Value.Trim('[', ']');
        if (engine != LoadEngine.JMeter)
            yield break;
        foreach (Match field in JMeterHost().Matches(text))
            yield return WebUtility.HtmlDecode(field.Groups[1].Value).Trim().Trim('[', ']');
    }

    private static bool IsHere(string host) => string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && Node.Connections.IsThisMachine(address));

    [GeneratedRegex("""[A-Za-z][A-Za-z0-9+.\-]{0,20}://(?:[^\s/?#"'@<>]*@)?(\[[0-9A-Fa-f:.%]+\]|[^\s/:?#"'<>{}$\\,\[\]&;)]+)""")]
    private static partial Regex Address();

    [GeneratedRegex("""^\s*(?:-\s+)?["']?target["']?\s*:""")]
    private static partial Regex Target();

    [GeneratedRegex("""(?:^|\s)#[^"']*$""")]
    private static partial Regex YamlComment();

    [GeneratedRegex("""<!--.*?-->|<stringProp name="[^"]*[cC]omments">[^<]*""")]
    private static partial Regex JMeterComment();

    [GeneratedRegex("""<stringProp name="[^"]*(?:[dD]omain|[sS]erver|[hH]ost)">([^<$]+)</stringProp>""")]
    private static partial Regex JMeterHost();
}
