using System.Text.Json;

namespace WesMemGuard.Client.Foretold;

/// <summary>The findings of the builds around a test, from their SARIF (<c>ErrorLog</c>): those of our own rules.</summary>
internal sealed class ErrorLogs
{
    private const string OurRules = "WMG", Objects = "obj";
    private const int MostLevels = 6, MostFiles = 50, MostDepth = 4;
    private const long LargestLog = 32 * 1024 * 1024;

    private static readonly EnumerationOptions Inside =
        new() { RecurseSubdirectories = true, MaxRecursionDepth = MostDepth, IgnoreInaccessible = true };

    private static readonly EnumerationOptions Here = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };

    private readonly List<FoundWarning> _found = [];

    private readonly SourceLines _sources = new();

    private ErrorLogs(int logs) => Logs = logs;

    /// <summary>How many logs were read.</summary>
    public int Logs { get; }

    /// <summary>All of them, each once, however many frameworks it was built for.</summary>
    public IReadOnlyList<FoundWarning> All => [.. _found.Distinct()];

    /// <summary>Reads what lies in the <c>obj</c> folders above and around a folder, up to the solution or the repository.</summary>
    public static ErrorLogs Around(string folder)
    {
        var files = Folders(folder).SelectMany(Files).Distinct(StringComparer.Ordinal).Take(MostFiles).ToList();
        var logs = new ErrorLogs(files.Count);
        foreach (var file in files)
            logs.Read(file);
        return logs;
    }

    /// <summary>The warning that names a field: on its line stands the field, in a file that declares the type.</summary>
    public ForetoldWarning? Of(string type, string field)
    {
        foreach (var (warning, path, lastLine) in _found)
        {
            if (_sources.Name(path, warning.Line, lastLine, type, field.Split('|')))
                return warning;
        }

        return null;
    }

    private static IEnumerable<string> Folders(string folder)
    {
        var at = new DirectoryInfo(folder);
        for (var level = 0; at is not null && level < MostLevels; level++, at = at.Parent)
        {
            yield return Path.Combine(at.FullName, Objects);
            if (!Directory.Exists(Path.Combine(at.FullName, ".git")) && Listed(() => at.EnumerateFiles("*.sln*", Here)).Count == 0)
                continue;
            foreach (var inside in Listed(() => at.EnumerateDirectories("*", Here)))
            {
                yield return Path.Combine(inside.FullName, Objects);
                foreach (var project in Listed(() => inside.EnumerateDirectories("*", Here)))
                    yield return Path.Combine(project.FullName, Objects);
            }

            yield break;
        }
    }

    private static List<string> Files(string objects) =>
        Directory.Exists(objects) ? Listed(() => Directory.EnumerateFiles(objects, "*.sarif", Inside).Take(MostFiles)) : [];

    /// <summary>A folder that is gone or may not be read is empty: a finished measurement must not be lost with it.</summary>
    private static List<T> Listed<T>(Func<IEnumerable<T>> folder)
    {
        try
        {
            return [.. folder()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private void Read(string file)
    {
        try
        {
            if (new FileInfo(file).Length > LargestLog)
                return;
            using var log = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var run in log.RootElement.GetProperty("runs").EnumerateArray())
            {
                foreach (var result in run.GetProperty("results").EnumerateArray())
                    Add(result);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException
            or IOException or UnauthorizedAccessException)
        {
            // Half a log of a build that was cut off says nothing, nor does one that may not be read; the message then says that no
            // warning names the field.
            return;
        }
    }

    private void Add(JsonElement result)
    {
        var rule = result.GetProperty("ruleId").GetString()!;
        if (!rule.StartsWith(OurRules, StringComparison.Ordinal) || !result.TryGetProperty("locations", out var locations))
            return;
        foreach (var location in locations.EnumerateArray())
        {
            var place = location.GetProperty("physicalLocation");
            var uri = place.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
            if (!Uri.TryCreate(uri, UriKind.Absolute, out var path) || !path.IsFile || !place.TryGetProperty("region", out var region))
                continue;
            var line = region.GetProperty("startLine").GetInt32();
            var last = region.TryGetProperty("endLine", out var end) ? end.GetInt32() : line;
            _found.Add(new FoundWarning(new ForetoldWarning(rule, Path.GetFileName(path.LocalPath), line), path.LocalPath, last));
        }
    }
}
