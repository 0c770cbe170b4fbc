using System.Text.RegularExpressions;
using WesMemGuard.Reasons;

namespace WesMemGuard.Node.Processes;

/// <summary>What a node's last words mean when it doesn't start: its texts are Chinese, and as recorded from the real program.</summary>
internal static partial class StartFailures
{
    /// <summary>So many lines of output are quoted.</summary>
    private const int Most = 3;

    private static readonly (Regex Text, StartFault Fault)[] Known =
    [
        (MissingChain(), StartFault.MissingChain),
        (MissingConfig(), StartFault.MissingConfig),
        (NoConfigFile(), StartFault.NoConfigFile),
        (TornConfig(), StartFault.TornConfig),
        (RefusedKey(), StartFault.RefusedKey),
        (BadPort(), StartFault.BadPort),
        (BusyPort(), StartFault.BusyPort),
        (PrivateQuic(), StartFault.PrivateQuic),
        (OutOfMemory(), StartFault.OutOfMemory),
        (Panic(), StartFault.Panic),
    ];

    /// <summary>Why it ended.</summary>
    /// <param name="output">The last lines it printed.</param>
    /// <param name="exitCode">Its exit code.</param>
    public static Reason Explain(IReadOnlyList<string> output, int? exitCode)
    {
        var text = string.Join('\n', output);
        foreach (var (pattern, fault) in Known)
        {
            var match = pattern.Match(text);
            if (match.Success)
                return StartReasons.Told(fault, match.Groups[1].Value.Trim(), match.Groups[2].Value.Trim());
        }

        return exitCode switch
        {
            137 => StartReasons.Killed(),
            // Of Go both a panic and a wrong flag; the one that panicked has said so above.
            2 when Flag(output) is { } flag => StartReasons.WrongFlag(flag),
            _ => StartReasons.UnknownEnd(exitCode),
        };
    }

    /// <summary>
    /// The lines that tell most: from the one that names the failure on, where there is such a line; else the last. What a Go
    /// program says of a wrong flag is followed by its whole usage, and a panic by all its goroutines.
    /// </summary>
    public static IReadOnlyList<string> Telling(IReadOnlyList<string> output)
    {
        var lines = output.Where(line => line.Trim().Length > 0).Select(line => line.Trim()).ToList();
        var first = lines.FindLastIndex(line => Explains().IsMatch(line));
        return first < 0 ? [.. lines.TakeLast(Most)] : [.. lines.Skip(first).Take(Most)];
    }

    private static string? Flag(IReadOnlyList<string> output) =>
        output.Select(line => WrongFlag().Match(line)).LastOrDefault(m => m.Success)?.Value.Trim();

    [GeneratedRegex(
        "^(flag provided but not defined|flag needs an argument|invalid value .* for flag|invalid boolean "
            + "(value|flag)|bad flag syntax|unknown (shorthand )?flag)[^\n]*")]
    private static partial Regex WrongFlag();

    [GeneratedRegex(
        "^(panic: |fatal error: |flag provided but not defined|flag needs an argument|invalid value .* for flag|bad "
            + "flag syntax|unknown (shorthand )?flag|Error: |error: |FATAL|listen tcp)")]
    private static partial Regex Explains();

    [GeneratedRegex("必须指定 --chain")]
    private static partial Regex MissingChain();

    [GeneratedRegex("必须通过 --config")]
    private static partial Regex MissingConfig();

    [GeneratedRegex("读取配置文件失败: (.*)")]
    private static partial Regex NoConfigFile();

    [GeneratedRegex("解析配置文件失败: (.*)")]
    private static partial Regex TornConfig();

    [GeneratedRegex(@"配置验证失败 \[([^\]]+)\]: (.*)")]
    private static partial Regex RefusedKey();

    [GeneratedRegex("address (\\d+): invalid port")]
    private static partial Regex BadPort();

    [GeneratedRegex("listen tcp[46]? ([^ ]+): bind: address already in use")]
    private static partial Regex BusyPort();

    [GeneratedRegex("QUIC doesn't support private networks")]
    private static partial Regex PrivateQuic();

    [GeneratedRegex("cannot allocate memory|out of memory")]
    private static partial Regex OutOfMemory();

    [GeneratedRegex("panic: (.*)")]
    private static partial Regex Panic();
}
