using System.Text;
using WesMemGuard.Cli.Options;
using WesMemGuard.Output;

namespace WesMemGuard.Cli.Output;

/// <summary>
/// The files that a verb was asked for: without secrets, whole under their names, and where they can't be written the
/// error says so.
/// </summary>
internal static class OutputFile
{
    /// <summary>Writes a text file.</summary>
    /// <param name="file">As it was given.</param>
    /// <param name="surroundings">The folder it starts from, and the secrets.</param>
    /// <param name="write">Writes its text.</param>
    /// <returns>Its length in bytes.</returns>
    /// <exception cref="UnwritableException">It can't be written.</exception>
    public static long Write(string file, Surroundings surroundings, Action<TextWriter> write)
    {
        using var text = new Utf8Writer();
        write(text);
        return Replace(Path.GetFullPath(Path.Combine(surroundings.WorkingFolder, file)), file,
            Scrubbed(text.ToString(), surroundings));
    }

    /// <summary>Puts a text in the place of a file; until it is whole, what was there stays.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">What messages call it.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="UnwritableException">It can't be written.</exception>
    public static long Replace(string path, string shown, string text)
    {
        var bytes = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text);
        var was = File.Exists(path);
        // A device or a pipe is written to, not replaced.
        var isPlain = !was || (new FileInfo(path) is { LinkTarget: null, Length: > 0 });
        var begun = isPlain ? $"{path}.{Environment.ProcessId}.new" : path;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var to = new FileStream(begun, isPlain ? FileMode.Create : FileMode.OpenOrCreate, FileAccess.Write,
                FileShare.Read, 1))
                to.Write(bytes);
            if (isPlain)
                File.Move(begun, path, overwrite: true);
            return bytes.Length;
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            if (isPlain)
                Forget(begun);
            throw UnwritableException.Of(shown, e, was && isPlain ? OutputReasons.Untouched() : null);
        }
    }

    /// <summary>XML writes into its head what it is told here.</summary>
    private sealed class Utf8Writer() : StringWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
    }

    /// <summary>Long lines are figures of a chart: only what is known to be a secret is looked for there.</summary>
    private static string Scrubbed(string text, Surroundings surroundings)
    {
        const int longest = 16 * 1024;
        return string.Join('\n', text.Split('\n').Select(line => line.Length > longest
            ? surroundings.Scrubber.Blackened(line)
            : CiCommands.Disarmed(surroundings.Scrubber.Last(line))));
    }

    private static void Forget(string begun)
    {
        try
        {
            File.Delete(begun);
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            return; // a folder that can't be written holds nothing of ours
        }
    }
}
