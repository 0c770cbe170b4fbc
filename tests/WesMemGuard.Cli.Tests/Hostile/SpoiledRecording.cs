using System.IO.Compression;
using System.Text;

namespace WesMemGuard.Cli.Tests.Hostile;

/// <summary>
/// A recording of a real node, of which each string was replaced: answers, headers, labels, logs, profiles, phases, events.
/// </summary>
internal static class SpoiledRecording
{
    /// <summary>Half a pair becomes the sign for what is none.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes it.</summary>
    /// <param name="from">The recording.</param>
    /// <param name="to">The new folder.</param>
    /// <param name="texts">Spoils its texts.</param>
    public static void Write(string from, string to, SpoiledText texts)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(from, file);
            var target = Path.Combine(to, name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (name.EndsWith(".pb.gz", StringComparison.Ordinal))
                File.WriteAllBytes(target, SpoiledProfile.Of(File.ReadAllBytes(file), texts));
            else if (name.EndsWith(".jsonl.gz", StringComparison.Ordinal))
                File.WriteAllText(target[..^".gz".Length], texts.Lines(Unpacked(file)), Utf8);
            else if (name.EndsWith(".log.gz", StringComparison.Ordinal))
                File.WriteAllText(target[..^".gz".Length], Log(Unpacked(file), texts), Utf8);
            else if (name.EndsWith(".jsonl", StringComparison.Ordinal))
                File.WriteAllText(target, texts.Lines(File.ReadAllText(file)), Utf8);
            else if (name.EndsWith(".json", StringComparison.Ordinal))
                File.WriteAllText(target, texts.Json(File.ReadAllText(file)), Utf8);
        }

        File.AppendAllText(Path.Combine(to, "events.jsonl"), texts.Lines("""
            {"at":"2026-11-22T16:07:00Z","event":"extended","detail":"x"}
            """));
        File.WriteAllText(Path.Combine(to, "logs", "node-output.log"), "panic: " + texts.Of("") + "\n\ngoroutine 1 [running]:\n", Utf8);
    }

    /// <summary>Some of its lines are enough; and some that are none.</summary>
    private static string Log(string text, SpoiledText texts)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var log = new StringBuilder();
        for (var i = 0; i < lines.Length; i++)
        {
            if (i < 200 || lines[i].Contains("内存", StringComparison.Ordinal) || lines[i].Contains("emory", StringComparison.Ordinal))
                log.Append(lines[i][0] == '{' ? texts.Json(lines[i], hasNames: true) : texts.Of(lines[i])).Append('\n');
        }

        return log.Append(texts.Of("")).Append('\n').ToString();
    }

    private static string Unpacked(string file)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        return text.ReadToEnd();
    }
}
