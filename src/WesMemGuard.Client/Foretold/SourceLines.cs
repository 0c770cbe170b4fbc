using System.Text.RegularExpressions;

namespace WesMemGuard.Client.Foretold;

/// <summary>Whether lines of a source file name a field of a type that the file declares. Each file is read once.</summary>
internal sealed class SourceLines
{
    private const long LargestFile = 4 * 1024 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, string[]> _files = new(StringComparer.Ordinal);

    /// <summary>Whether one of the lines names one of the fields; none does in a file that can't be read.</summary>
    public bool Name(string path, int first, int last, string type, IReadOnlyList<string> fields)
    {
        if (!_files.TryGetValue(path, out var lines))
            _files[path] = lines = Read(path);
        return first >= 1 && first <= lines.Length
            && fields.Any(f => lines.Skip(first - 1).Take(Math.Max(1, last - first + 1)).Any(l => HasWord(l, f)))
            && lines.Any(l => Declares(l, type));
    }

    private static string[] Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists && file.Length <= LargestFile ? File.ReadAllLines(path) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }

    private static bool HasWord(string line, string word) =>
        Regex.IsMatch(line, $@"(?<!\w){Regex.Escape(word)}(?!\w)", RegexOptions.None, Longest);

    private static bool Declares(string line, string type) =>
        Regex.IsMatch(line, $@"\b(class|struct|record)\s+{Regex.Escape(type)}(?!\w)", RegexOptions.None, Longest);
}
