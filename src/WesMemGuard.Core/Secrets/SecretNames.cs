using System.Text.RegularExpressions;

namespace WesMemGuard.Secrets;

/// <summary>
/// The names that secrets stand under; anything may stand before them (<c>minerPrivateKey</c>), and what kind of text
/// it is after them.
/// </summary>
internal static partial class SecretNames
{
    /// <summary>What may stand between the words of a name, marks that nobody sees among it.</summary>
    private const string Gap = @"[ _.\u00ad\u200b-\u200d\u2060\ufeff-]?";

    private const string Ends = @"s?(?:" + Gap
        + @"(?:value|hex|base64|b64|text|string|str|raw|pem|wif|bytes|data|words?|phrase|id|arg))?[0-9]{0,3}(?![A-Za-z0-9_])";

    private const string Keys = "priv(?:ate)?" + Gap + "key|secret(?:" + Gap + "(?:access" + Gap + ")?key)?|pre" + Gap + "shared" + Gap
        + "key|shared" + Gap + "(?:access" + Gap + ")?key"
        + "|(?:sign(?:ing|er)|api|access|auth|account|master|encryption|wallet)" + Gap + "key";

    private const string Words =
        "pass(?:word|wd|phrase|code|wort)|requirepass|(?<![a-z])pass|pwd|kennwort|contrase[ñn]a|mot de passe|senha|пароль"
        + "|token|jwt|psk"
        + "|mnemonic|seed" + Gap + "(?:phrase|words?|hex)|recovery" + Gap + "phrase|authorization|cookie|credential"
        + "|session" + Gap + "(?:id|key|token)|x?" + Gap + "prv" + Gap + "key|xprv|client" + Gap + "assertion|signature"
        + "|ciphertext|私钥|私鑰|秘钥|秘密鍵|密钥|密鑰|密码|密碼|口令|助记词|助記詞|令牌|凭证|凭据|會話"
        + "|비밀번호|개인키|パスワード|パスフレーズ|暗証番号";

    /// <summary>Words of everyday messages too: they count where a word begins.</summary>
    private const string Weak =
        "priv|prv|auth|bearer|cred|seed|session|sig|sid|otp|totp|pin|pincode|csrf|xsrf|wif|pw|sk|keystore|nonce|cnonce";

    public static IEnumerable<Match> In(string text, ScrubRules rules)
    {
        foreach (Match name in Strong().Matches(text))
            yield return name;
        if (!rules.HasFlag(ScrubRules.WeakNames))
            yield break;
        foreach (Match name in Weaker().Matches(text))
        {
            var before = name.Index == 0 ? ' ' : text[name.Index - 1];
            if (!char.IsAsciiLetterOrDigit(before)
                || (char.IsAsciiLetterLower(before) && char.IsAsciiLetterUpper(text[name.Index])))
                yield return name;
        }
    }

    /// <summary>Whether a value under this name is all that follows on its line.</summary>
    public static bool TakesLine(string name) =>
        name.EndsWith("ization", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("ookie", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("ookies", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a value under this name is a row of words.</summary>
    public static bool TakesWords(string name) => Phrase().IsMatch(name);

    [GeneratedRegex("(?:" + Keys + "|" + Words + ")" + Ends, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Strong();

    [GeneratedRegex("(?:" + Weak + ")" + Ends, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Weaker();

    [GeneratedRegex("mnemonic|phrase|words|seed|助记词|助記詞", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Phrase();
}
