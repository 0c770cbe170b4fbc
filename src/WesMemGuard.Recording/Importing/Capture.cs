using System.Text.Json;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.Recording.Writing;
using WesMemGuard.Secrets;

namespace WesMemGuard.Recording.Importing;

/// <summary>
/// What another tool kept of a node's conversation, as a recording: a HAR file, or WireMock's mapping files. It is written as any
/// recording is: of requests and answers what is known, and no secrets.
/// </summary>
internal static class Capture
{
    private static readonly TimeSpan UsualInterval = TimeSpan.FromSeconds(10);

    /// <summary>Writes the recording.</summary>
    /// <param name="path">A HAR file, a file of mappings, or a folder of such files.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="folder">The recording's folder, new or empty.</param>
    /// <exception cref="BadInputException">It is not there, is neither, or holds no answer of a node.</exception>
    public static ImportedCapture Import(string path, string name, string folder)
    {
        var leftOut = new List<LeftOut>();
        var documents = Documents(path, name);
        try
        {
            var exchanges = Exchanges(documents, path, name, leftOut);
            if (exchanges.Count == 0)
                throw new BadInputException(name,
                    leftOut.Count == 0 ? "holds nothing" : $"holds no answer of a node; {leftOut.Count} are of others");
            var scrubber = new Scrubber();
            var plan = new RecordingPlan(exchanges[0].At, $"imported from {Path.GetFileName(name)}",
                Between(exchanges, NodePaths.Memory), Between(exchanges, NodePaths.Metrics));
            using (var writer = RecordingWriter.Create(folder, plan, scrubber))
            {
                foreach (var exchange in exchanges)
                    writer.Exchanges.Began(exchange.Request, exchange.At)(exchange.End);
            }

            return new ImportedCapture(exchanges.Count,
                exchanges.Select(e => e.Request.Path.Split('?')[0]).Distinct(StringComparer.Ordinal).Count(), leftOut);
        }
        finally
        {
            foreach (var (document, _) in documents)
                document.Dispose();
        }
    }

    private static List<(JsonDocument Document, string File)> Documents(string path, string name)
    {
        if (File.Exists(path))
            return [(CaptureJson.Read(path, name), Path.GetFileName(name))];
        if (!Directory.Exists(path))
            throw new BadInputException(name, InputReasons.NotThere());
        string[] files = [.. Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal)];
        return files.Length == 0
            ? throw new BadInputException(name, "holds no *.json: WireMock's mapping files are needed, or a HAR file")
            : [.. files.Select(f => (CaptureJson.Read(f, Path.GetFileName(f)), Path.GetFileName(f)))];
    }

    private static List<ImportedExchange> Exchanges(
        List<(JsonDocument Document, string File)> documents, string path, string name, List<LeftOut> leftOut)
    {
        if (documents is [var (har, file)] && HarFile.Is(har.RootElement))
            return [.. HarFile.Read(har.RootElement, file, leftOut).OrderBy(e => e.At)];
        if (documents.Find(d => !MappingFiles.Are(d.Document.RootElement)) is { Document: not null, File: var other })
            throw new BadInputException(documents.Count == 1 ? name : other,
                "is neither a HAR file (\"log\" with \"entries\") nor a mapping of WireMock");
        var folder = File.Exists(path) ? Path.GetDirectoryName(Path.GetFullPath(path))! : path;
        return [.. MappingFiles.Read(documents.Select(d => (d.Document.RootElement, d.File)), folder, leftOut)];
    }

    /// <summary>The middle time between two answers of a path; the usual one where there are too few.</summary>
    private static TimeSpan Between(List<ImportedExchange> exchanges, string path)
    {
        TimeSpan[] apart = [.. exchanges.Where(e => e.Request.Path.Split('?')[0] == path).Select(e => e.At)
            .Pairwise().Where(t => t > TimeSpan.Zero).Order()];
        return apart.Length == 0 ? UsualInterval : apart[apart.Length / 2];
    }

    private static IEnumerable<TimeSpan> Pairwise(this IEnumerable<DateTimeOffset> times)
    {
        DateTimeOffset? before = null;
        foreach (var time in times)
        {
            if (before is { } earlier)
                yield return time - earlier;
            before = time;
        }
    }
}

/// <summary>What became of a capture.</summary>
/// <param name="Exchanges">How many exchanges the recording has.</param>
/// <param name="Paths">Of how many paths.</param>
/// <param name="LeftOut">What is no answer of a node, or none that can be kept.</param>
internal sealed record ImportedCapture(int Exchanges, int Paths, IReadOnlyList<LeftOut> LeftOut);
