using System.Text;
using System.Text.RegularExpressions;

namespace WesMemGuard.Secrets;

/// <summary>Finds secrets by how they look, whatever they are called.</summary>
internal static partial class SecretShapes
{
    private const int WordsOfMnemonic = 12;

    /// <summary>Words that no mnemonic has and every sentence does.</summary>
    private static readonly HashSet<string> OfSentences = new(
        ["the", "and", "for", "was", "were", "are", "not", "has", "had", "but", "its", "from", "with", "that", "this", "over",
            "than", "then", "when", "which", "been", "could", "would"],
        StringComparer.Ordinal);

    public static IEnumerable<FoundSecret> In(string text, ScrubRules rules)
    {
        if (rules.HasFlag(ScrubRules.Blocks))
        {
            foreach (var found in Of(Block().Matches(text)).Concat(Of(KeyOfJson().Matches(text))))
                yield return found;
        }

        if (rules.HasFlag(ScrubRules.Schemes))
        {
            foreach (var found in Of(Scheme().Matches(text), whole: true).Concat(Of(Digest().Matches(text))))
                yield return found;
        }

        if (rules.HasFlag(ScrubRules.UserInfo))
        {
            foreach (var found in Of(UserInfo().Matches(text)).Concat(Of(CurlUser().Matches(text))).Concat(Of(Source().Matches(text))))
                yield return found;
        }

        if (!rules.HasFlag(ScrubRules.Shapes))
            yield break;
        foreach (var found in Of(Token().Matches(text)).Concat(Of(LongKey().Matches(text))).Concat(Of(ByteList().Matches(text)))
            .Concat(Mnemonics(text)))
            yield return found;
    }

    /// <summary>What of an Authorization is the secret itself.</summary>
    public static IEnumerable<string> Parts(string value)
    {
        foreach (Match scheme in Scheme().Matches(value))
        {
            var secret = scheme.Groups["secret"].Value;
            yield return secret;
            var bytes = new byte[secret.Length];
            if (!scheme.Value.StartsWith("Basic", StringComparison.OrdinalIgnoreCase)
                || !Convert.TryFromBase64String(secret, bytes, out var written))
                continue;
            var pair = Encoding.UTF8.GetString(bytes, 0, written);
            if (pair.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon)
                yield return pair[(colon + 1)..];
        }
    }

    /// <param name="matches">The matches.</param>
    /// <param name="whole">Whether what is learned is all of it: a scheme says how its value is to be read.</param>
    private static IEnumerable<FoundSecret> Of(MatchCollection matches, bool whole = false) => matches
        .Select(m => (Match: m, Secret: m.Groups["secret"]))
        .Where(m => m.Secret.Length > 0 && !m.Secret.Value.Contains(Scrubber.Mark, StringComparison.Ordinal))
        .Select(m => new FoundSecret(m.Secret.Index, m.Secret.Length, whole
            ? m.Match.Value : m.Secret.Value, Learn: true));

    /// <summary>Twelve short words in a row, none of which is a sentence's.</summary>
    private static IEnumerable<FoundSecret> Mnemonics(string text)
    {
        foreach (Match row in Words().Matches(text))
        {
            var (start, at, count) = (0, 0, 0);
            foreach (var word in row.Value.Split(' ').Append("the"))
            {
                if (!OfSentences.Contains(word.ToLowerInvariant()))
                {
                    count++;
                }
                else
                {
                    if (count >= WordsOfMnemonic)
                        yield return new FoundSecret(row.Index + start, at - 1 - start, row.Value[start..(at - 1)],
                            Learn: true);
                    (start, count) = (at + word.Length + 1, 0);
                }

                at += word.Length + 1;
            }
        }
    }

    [GeneratedRegex(@"\b(?:Bearer|Basic|Negotiate|ApiKey|Token)[\s:]+(?<secret>(?=\S{0,80}[0-9=.]|\S{20})[A-Za-z0-9._~+/=-]{8,})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Scheme();

    [GeneratedRegex(
        @"\b(?:Digest|Hawk|OAuth|MAC|Signature|vapid|SCRAM-SHA-\d{1,3}|AWS4-HMAC-SHA256)\s+"
        + @"(?<secret>[a-z]{1,20}\s*=\s*(?:\\*""[^""\\]*\\*""|[^\s,""]+)"
        + @"(?:\s*,\s*[a-z]{1,20}\s*=\s*(?:\\*""[^""\\]*\\*""|[^\s,""]+))*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        2000)]
    private static partial Regex Digest();

    [GeneratedRegex(@"://(?:[^/\s:@""'<>\\]{0,200}:)?(?<secret>[^\s@""'<>\\/][^\s@""'<>\\]{0,300})@", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex UserInfo();

    /// <summary><c>root:…@tcp(127.0.0.1:3306)/db</c>, <c>sshpass -p …</c>, <c>?key=…</c>.</summary>
    [GeneratedRegex(
        @"(?<![A-Za-z0-9])[\w.-]{1,60}:(?<secret>[^\s:@/""'<>\\]{1,200})@(?:tcp|udp|unix)\("
        + @"|\bsshpass\s+-p\s?['""]?(?<secret>[^\s'""]{1,200})|[?&]key=(?<secret>[^\s&""'<>\\#]{6,400})",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Source();

    [GeneratedRegex(@"(?:\s-u|--user|--proxy-user)[\s=]+['""]?[^\s:'""]{1,100}:(?<secret>[^\s'""]{1,200})",
        RegexOptions.CultureInvariant, 2000)]
    private static partial Regex CurlUser();

    /// <summary>
    /// A key's block ends where its end says, or where a line is none of its: torn ones are struck as far as they go.
    /// </summary>
    [GeneratedRegex(
        @"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?<secret>(?:(?!-----END)(?:[A-Za-z0-9+/=:,.\s_-]|\\+[rnt])){1,20000})"
        + @"|/key/swarm/psk/[0-9.]{1,10}/(?:\\?[rn]|\s){1,4}/base(?:16|64)/(?:\\?[rn]|\s){1,4}(?<secret>[A-Za-z0-9+/=]{16,200})"
        + @"|Private-Lines:\s*\d+(?<secret>(?:(?:\\?[rn]|\s)+[A-Za-z0-9+/=]{16,80})+)",
        RegexOptions.Singleline | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Block();

    /// <summary>The private fields of a key in JSON (RFC 7517), which say what they are by the field <c>kty</c> beside them.</summary>
    [GeneratedRegex(
        @"\\*""(?:d|p|q|dp|dq|qi|k)\\*""\s{0,4}:\s{0,4}\\*""(?<secret>[A-Za-z0-9_-]{16,2000})\\*"""
        + @"(?:(?<=""kty\\*""[^{}]{0,6000})|(?=[^{}]{0,6000}""kty\\*""))", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex KeyOfJson();

    /// <summary>
    /// Tokens that say by their first letters what they are: JWTs, those of code hosts, clouds, chats and payment
    /// services, wallets' keys.
    /// </summary>
    [GeneratedRegex(
        @"(?<![A-Za-z0-9_])(?<secret>eyJ[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]*){1,4}|gh[pousr]_[A-Za-z0-9]{10,}|github_pat_\w{20,}|"
            + @"glpat-[\w-]{10,}|xox[abeprs]-[\w-]{8,}"
        + @"|(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[\w-]{30,}|sk[-_](?:live_|test_|ant-|proj-)?[A-Za-z0-9_-]{16,}|npm_[A-Za-z0-9]{20,}|"
        + @"hv[sb]\.[\w-]{20,}|ya29\.[\w-]{10,}|[0-9]{8,10}:AA[\w-]{30,}"
        + @"|AGE-SECRET-KEY-1[A-Z0-9]{20,}|nsec1[a-z0-9]{20,}|[xyz]prv[A-Za-z0-9]{40,}|[5KL9c][1-9A-HJ-NP-Za-km-z]{50,51}|\$(?:2[aby]"
        + @"|5|6|y|argon2id?)\$[^\s""':]{20,})(?![A-Za-z0-9])",
        RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Token();

    /// <summary>As long as a private key: a hash looks the same, and isn't worth the risk.</summary>
    [GeneratedRegex(@"(?<![A-Za-z0-9])(?:0[xX])?(?<secret>[0-9a-fA-F]{64}(?:[0-9a-fA-F]{2})*)(?![A-Za-z0-9])",
        RegexOptions.CultureInvariant, 2000)]
    private static partial Regex LongKey();

    [GeneratedRegex(
        @"(?<![0-9.])(?<secret>(?:[01]?[0-9]{1,2}|2[0-4][0-9]|25[0-5])(?:(?:,\s{0,2}| )(?:[01]?[0-9]{1,2}|2[0-4][0-9]|"
            + @"25[0-5])){15,})(?![0-9.])", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex ByteList();

    [GeneratedRegex(
        @"(?<![A-Za-z0-9_-])(?:[a-z]{3,8}(?: [a-z]{3,8}){11,}|[A-Z]{3,8}(?: [A-Z]{3,8}){11,})(?![A-Za-z0-9_-])",
            RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Words();
}
