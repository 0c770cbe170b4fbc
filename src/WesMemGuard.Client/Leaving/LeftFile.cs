using System.Globalization;

namespace WesMemGuard.Client.Leaving;

/// <summary>
/// A file that a measurement leaves for the command that runs the test, in the folder that the command names by an environment variable.
/// Names, types, paths and figures only, as in messages: never a value.
/// </summary>
internal static class LeftFile
{
    private static int _last;

    /// <summary>The folder that a variable names; null where nobody asks.</summary>
    public static string? Folder(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } folder ? folder : null;

    /// <summary>Leaves one, whole or not at all; the names are in the order of time.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static void Leave(string folder, string ending, byte[] content, DateTimeOffset at)
    {
        Directory.CreateDirectory(folder);
        // Several processes may leave theirs, as those of two target frameworks do.
        var number = Interlocked.Increment(ref _last);
        var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture,
            $"{at.UtcDateTime:yyyyMMdd-HHmmss-fff}-{Environment.ProcessId}-{number:0000}{ending}"));
        File.WriteAllBytes(file + ".new", content);
        File.Move(file + ".new", file);
    }
}
