using System.Text;
using System.Text.RegularExpressions;

namespace WesMemGuard.Secrets;

/// <summary>
/// Takes secrets out of texts: what stands under a secret's name or looks like one, and from then on the same value wherever and
/// however it stands. One for each run; any thread may use it.
/// </summary>
internal sealed class Scrubber
{
    /// <summary>What stands in a secret's place: fit for JSON, a header and a path.</summary>
    public const string Mark = "(secret)";

    private const int MostLearned = 100_000;
    private const int MostRecent = 1000;
    private const int LongestRecent = 2000;

    /// <summary>JSON in JSON, so many times; and base64 of base64.</summary>
    private const int Deepest = 8;
    private const int DeepestRun = 3;
    private readonly Lock _lock = new();
    private readonly SecretIndex _index = new();
    private readonly SecretIndex _bytes = new(shortestPrefix: 5);
    private readonly HashSet<string> _learned = new(StringComparer.Ordinal);
    private readonly ScrubRules _rules;
    private readonly Dictionary<(string, ScrubRules), string> _recent = [];

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

    /// <summary>
    /// Makes a value known as a secret. Shorter than 5 letters it would be found by chance, and is not looked for elsewhere.
    /// </summary>
    public void Learn(string value)
    {
        var trimmed = value.Trim();
        if (trimmed.Length < SecretForms.Shortest || trimmed.Contains(Mark, StringComparison.Ordinal)
            || Mark.Contains(trimmed, StringComparison.Ordinal))
            return;
        lock (_lock)
        {
            if (_learned.Count >= MostLearned || !_learned.Add(trimmed))
                return;
            _recent.Clear();
            if (!_rules.HasFlag(ScrubRules.Learned))
                return;
            foreach (var form in SecretForms.Of(trimmed, _rules))
                _index.Add(form);
            foreach (var bytes in SecretForms.BytesOf(trimmed))
                _bytes.Add(Encoding.Latin1.GetString(bytes));
        }
    }

    /// <summary>A text without secrets; those that it names are known from now on.</summary>
    public string Text(string text) => Text(text, _rules);

    /// <summary>What this product says itself, as it leaves: everyday words and digests stay.</summary>
    public string Last(string text) => Text(text, _rules & ScrubRules.Last);

    /// <summary>A value that stands under a name kept apart from it, as a header's: scrubbed whole when the name is a secret's.</summary>
    public string Value(string name, string value)
    {
        var line = Text($"{name}: {value}");
        return line.StartsWith(name + ": ", StringComparison.Ordinal) ? line[(name.Length + 2)..] : Mark;
    }

    /// <summary>A text without the values that are known; none is learned from it.</summary>
    public string Known(string text)
    {
        if (Learned == 0)
            return text;
        try
        {
            text = Struck(text, KnownIn(text));
            for (var (level, view) = (0, DecodedText.Of(text)); level < Deepest && _rules.HasFlag(ScrubRules.Escaped)
                && view.Next() is { } next; level++)
            {
                view = next;
                var found = KnownIn(view.Text).Select(view.Original).ToList();
                if (found.Count > 0)
                    view = DecodedText.Of(text = Struck(text, found));
            }

            return WithoutRuns(text, _rules, onlyKnown: true);
        }
        catch (RegexMatchTimeoutException)
        {
            return Mark;
        }
    }

    /// <summary>
    /// The same with as many letters x in the place of each: for bytes whose lengths count. The same text when it holds none.
    /// </summary>
    public string Blackened(string text)
    {
        var found = KnownIn(text);
        if (found.Count == 0)
            return text;
        var black = new StringBuilder(text);
        foreach (var secret in found)
            black.Remove(secret.Start, secret.Length).Insert(secret.Start, new string('x', secret.Length));
        return black.ToString();
    }

    /// <summary>Nodes say the same again and again: what was looked through once is known, until there is a new secret.</summary>
    private string Text(string text, ScrubRules rules)
    {
        if (text.Length is 0 or > LongestRecent)
            return Looked(text, rules);
        int learned;
        lock (_lock)
        {
            if (_recent.TryGetValue((text, rules), out var known))
                return known;
            learned = _learned.Count;
        }

        var clean = Looked(text, rules);
        lock (_lock)
        {
            if (_recent.Count >= MostRecent)
                _recent.Clear();
            if (learned == _learned.Count)
                _recent[(text, rules)] = clean;
        }

        return clean;
    }

    private string Looked(string text, ScrubRules rules)
    {
        try
        {
            text = WithoutNamed(text, rules);
            for (var (level, view) = (0, DecodedText.Of(text)); level < Deepest && rules.HasFlag(ScrubRules.Named)
                && view.Next() is { } next; level++)
            {
                view = next;
                var found = Learning(In(view.Text, rules)).ConvertAll(view.Original);
                if (found.Count > 0)
                    view = DecodedText.Of(text = Struck(text, found));
            }

            return Known(WithoutRuns(text, rules, onlyKnown: false));
        }
        catch (RegexMatchTimeoutException)
        {
            return Mark; // nothing that takes seconds to look through is worth a secret
        }
    }

    private string WithoutNamed(string text, ScrubRules rules)
    {
        // A block first: what stands in it is no name of a value.
        text = Struck(text, Learning(SecretShapes.In(text, rules & (ScrubRules.Blocks | ScrubRules.Schemes))));
        return Struck(text, Learning(In(text, rules)));
    }

    private static IEnumerable<FoundSecret> In(string text, ScrubRules rules) =>
        (rules.HasFlag(ScrubRules.Named) ? NamedSecrets.In(text, rules) : []).Concat(SecretShapes.In(text, rules));

    /// <summary>Without encoded runs that hold a secret, also those that an escape cuts in two.</summary>
    private string WithoutRuns(string text, ScrubRules rules, bool onlyKnown)
    {
        text = Struck(text, Runs(text, rules, onlyKnown, depth: 0));
        for (var (level, view) = (0, DecodedText.Of(text)); level < Deepest && rules.HasFlag(ScrubRules.Escaped)
            && view.Next() is { } next; level++)
        {
            view = next;
            var found = Runs(view.Text, rules, onlyKnown, depth: 0).ConvertAll(view.Original);
            if (found.Count > 0)
                view = DecodedText.Of(text = Struck(text, found));
        }

        return text;
    }

    /// <summary>Runs of base64, hexadecimal or numbers in which a secret stands: nothing of them is kept.</summary>
    private List<FoundSecret> Runs(string text, ScrubRules rules, bool onlyKnown, int depth)
    {
        var found = new List<FoundSecret>();
        foreach (var run in EncodedRuns.In(text, rules))
        {
            if (HoldsSecret(run, rules, onlyKnown, depth))
                found.Add(new FoundSecret(run.Start, run.Length, "", Learn: false, IsBare(text, run) ? "\"" : ""));
        }

        return found;
    }

    private bool HoldsSecret(EncodedRun run, ScrubRules rules, bool onlyKnown, int depth)
    {
        if (IsKnownIn(run.Bytes))
            return true;
        if (run.Text is not { } text || text.Any(c => char.IsControl(c) && !char.IsWhiteSpace(c)))
            return false;
        if (IsKnownIn(text) || (!onlyKnown && Learning(In(text, rules & ~(ScrubRules.WeakNames))).Count > 0))
            return true;
        return depth < DeepestRun && Runs(text, rules, onlyKnown, depth + 1).Count > 0;
    }

    /// <summary>Numbers in a list of JSON: a text in their place needs quotes.</summary>
    private static bool IsBare(string text, EncodedRun run) =>
        char.IsAsciiDigit(text[run.Start]) && run.Start > 0 && text[run.Start - 1] == '['
            && text.AsSpan(run.Start, run.Length).Contains(',');

    private bool IsKnownIn(string text)
    {
        lock (_lock)
            return _index.IsIn(text) || _bytes.IsIn(text);
    }

    private List<FoundSecret> KnownIn(string text)
    {
        lock (_lock)
            return [.. _index.In(text)];
    }

    private List<FoundSecret> Learning(IEnumerable<FoundSecret> secrets)
    {
        var found = secrets.Where(s => s.Length > 0 && s.Value != Mark).ToList();
        foreach (var secret in found.Where(s => s.Learn))
            LearnParts(secret.Value);
        return found;
    }

    /// <summary>The value, and what of an Authorization or a cookie is the secret itself.</summary>
    private void LearnParts(string value)
    {
        Learn(value);
        foreach (var part in SecretShapes.Parts(value))
            Learn(part);
        foreach (var cookie in value.Split(';', StringSplitOptions.TrimEntries).Where(c => value.Contains('=', StringComparison.Ordinal)))
        {
            var at = cookie.IndexOf('=', StringComparison.Ordinal);
            if (at > 0 && cookie.Length - at > 8 && !cookie.EndsWith('='))
                Learn(cookie[(at + 1)..]);
        }
    }

    /// <summary>A text with the mark in place of each; of two that overlap both are gone.</summary>
    private static string Struck(string text, List<FoundSecret> secrets)
    {
        if (secrets.Count == 0)
            return text;
        var struck = new StringBuilder(text.Length);
        var kept = 0;
        foreach (var found in secrets.OrderBy(s => s.Start).ThenByDescending(s => s.Length))
        {
            var end = found.Start + found.Length;
            if (found.Start >= kept)
                struck.Append(text, kept, found.Start - kept).Append(found.Quote).Append(Mark).Append(found.Quote);
            kept = Math.Max(kept, end);
        }

        return struck.Append(text, kept, text.Length - kept).ToString();
    }
}
