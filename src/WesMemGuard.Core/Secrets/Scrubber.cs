using System.Text;
using System.Text.RegularExpressions;

namespace WesMemGuard.Secrets;

/// <summary>
/// Takes secrets out of texts: what stands under a secret's name, and from then on the same value wherever and however it stands. One for each run;
/// any thread may use it.
/// </summary>
public sealed partial class Scrubber
{
    /// <summary>What stands in a secret's place: fit for JSON, a header and a path.</summary>
    public const string Mark = "(secret)";

    private const int MostLearned = 100_000;
    private readonly Lock _lock = new();
    private readonly SecretIndex _index = new();
    private readonly HashSet<string> _learned = new(StringComparer.Ordinal);
    private readonly ScrubRules _rules;

    /// <summary>Knows no secret yet.</summary>
    public Scrubber()
        : this(ScrubRules.All)
    {
    }

    internal Scrubber(ScrubRules rules) => _rules = rules;

    /// <summary>How many values are known; grows when a text held a new one.</summary>
    public int Learned
    {
        get
        {
            lock (_lock)
                return _learned.Count;
        }
    }

    /// <summary>Makes a value known as a secret. Shorter than 5 letters it would be found by chance, and is not looked for elsewhere.</summary>
    public void Learn(string value)
    {
        var trimmed = value.Trim();
        if (trimmed.Length < SecretForms.Shortest || trimmed.Contains(Mark, StringComparison.Ordinal) || Mark.Contains(trimmed, StringComparison.Ordinal))
            return;
        lock (_lock)
        {
            if (_learned.Count >= MostLearned || !_learned.Add(trimmed) || !_rules.HasFlag(ScrubRules.Learned))
                return;
            foreach (var form in SecretForms.Of(trimmed, _rules))
                _index.Add(form);
        }
    }

    /// <summary>A text without secrets; those that it names are known from now on.</summary>
    public string Text(string text)
    {
        try
        {
            return Known(WithoutFound(text));
        }
        catch (RegexMatchTimeoutException)
        {
            return Mark; // nothing that takes seconds to look through is worth a secret
        }
    }

    /// <summary>A value that stands under a name kept apart from it, as a header's: scrubbed whole when the name is a secret's.</summary>
    public string Value(string name, string value)
    {
        var line = Text($"{name}: {value}");
        return line.StartsWith(name + ": ", StringComparison.Ordinal) ? line[(name.Length + 2)..] : Mark;
    }

    /// <summary>A text without the values that are known; none is learned from it.</summary>
    public string Known(string text)
    {
        lock (_lock)
            return _index.Replace(text, Mark);
    }

    private string WithoutFound(string text)
    {
        if (_rules.HasFlag(ScrubRules.Blocks))
            text = Replaced(text, Block());
        if (_rules.HasFlag(ScrubRules.Named))
            text = WithoutNamed(text);
        if (_rules.HasFlag(ScrubRules.Schemes))
            text = Replaced(text, Scheme());
        if (_rules.HasFlag(ScrubRules.UserInfo))
            text = Replaced(text, UserInfo());
        return text;
    }

    private string WithoutNamed(string text)
    {
        StringBuilder? scrubbed = null;
        var kept = 0;
        foreach (var found in NamedSecrets.In(text))
        {
            if (found.Start < kept || found.Length == 0 || found.Value == Mark)
                continue;
            if (found.Learn)
                LearnParts(found.Value);
            (scrubbed ??= new StringBuilder(text.Length)).Append(text, kept, found.Start - kept).Append(found.Quote).Append(Mark).Append(found.Quote);
            kept = found.Start + found.Length;
        }

        return scrubbed is null ? text : scrubbed.Append(text, kept, text.Length - kept).ToString();
    }

    /// <summary>The value, and what of an Authorization or a cookie is the secret itself.</summary>
    private void LearnParts(string value)
    {
        Learn(value);
        if (Scheme().Match(value) is { Success: true } scheme)
            LearnScheme(scheme);
        foreach (var cookie in value.Split(';', StringSplitOptions.TrimEntries).Where(c => value.Contains('=', StringComparison.Ordinal)))
        {
            var at = cookie.IndexOf('=', StringComparison.Ordinal);
            if (at > 0 && cookie.Length - at > 8 && !cookie.EndsWith('='))
                Learn(cookie[(at + 1)..]);
        }
    }

    private void LearnScheme(Match scheme)
    {
        var secret = scheme.Groups["secret"].Value;
        Learn(secret);
        var bytes = new byte[secret.Length];
        if (!scheme.Value.StartsWith("Basic", StringComparison.OrdinalIgnoreCase) || !Convert.TryFromBase64String(secret, bytes, out var written))
            return;
        var pair = Encoding.UTF8.GetString(bytes, 0, written);
        if (pair.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon)
            Learn(pair[(colon + 1)..]);
    }

    private string Replaced(string text, Regex pattern) => pattern.Replace(text, match =>
    {
        var secret = match.Groups["secret"];
        if (secret.Value == Mark || secret.Length == 0)
            return match.Value;
        LearnScheme(match);
        return string.Concat(match.Value.AsSpan(0, secret.Index - match.Index), Mark, match.Value.AsSpan(secret.Index - match.Index + secret.Length));
    });

    [GeneratedRegex(@"\b(?:Bearer|Basic)\s+(?<secret>[A-Za-z0-9._~+/=-]{8,})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"://[^/\s:@""\\]{0,200}:(?<secret>[^/\s@""\\]{1,200})@", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex UserInfo();

    [GeneratedRegex(
        @"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?<secret>.{1,10000}?)-----END|/key/swarm/psk/[0-9.]{1,10}/(?:\\?[rn]|\s){1,4}/base(?:16|64)/(?:\\?[rn]|\s){1,4}(?<secret>[A-Za-z0-9+/=]{16,200})",
        RegexOptions.Singleline | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Block();
}
