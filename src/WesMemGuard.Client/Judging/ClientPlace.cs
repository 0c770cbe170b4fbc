using System.Globalization;

namespace WesMemGuard.Client.Judging;

/// <summary>A place in a source file.</summary>
internal static class ClientPlace
{
    /// <summary><c>Wallet.cs:12</c>; the file's name alone, no folder of a machine.</summary>
    public static string Of(string file, int line) =>
        string.Create(CultureInfo.InvariantCulture, $"{file[(file.LastIndexOfAny(['/', '\\']) + 1)..]}:{line}");
}
