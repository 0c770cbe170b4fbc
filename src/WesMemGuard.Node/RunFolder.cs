using System.Buffers;
using System.Globalization;
using WesMemGuard.Files;
using WesMemGuard.Output;
using WesMemGuard.Runs;

namespace WesMemGuard.Node;

/// <summary>A run's folder: <c>&lt;runs&gt;/&lt;id&gt;/run.jsonl</c> and <c>profiles/</c> beside it, written as the run happens.</summary>
internal sealed class RunFolder : IDisposable
{
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("/\\:*?\"<>|\0");

    private readonly RunFileWriter _writer;

    private RunFolder(string path, RunFileWriter writer, RunHeader header, Func<string, string>? scrub, IRunWitness? witness)
    {
        Path = path;
        _writer = writer;
        Recorder = scrub is null
            ? new RunRecorder(header, writer) { Witness = witness } : new RunRecorder(header, writer) { Scrub = scrub, Witness = witness };
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The run's id as it became: the folder's name.</summary>
    public string Id => Recorder.Run.Header.Id;

    /// <summary>Takes what the run sees and writes it here at once.</summary>
    public RunRecorder Recorder { get; }

    /// <summary>
    /// Creates the folder of a run. What is there stays: a second run of that id gets <c>-2</c>, a third <c>-3</c>,
    /// also when many begin at once.
    /// </summary>
    /// <param name="runs">The folder of all runs.</param>
    /// <param name="header">What the run is; its id names the folder, with a number where it is taken.</param>
    /// <param name="scrub">Takes secrets out of what is said in words; null: a scrubber of the run's own does.</param>
    /// <param name="witness">Told of what is kept beside the node's answers; null: nobody is.</param>
    /// <param name="replace">Whether a run that is there under this id is deleted: nothing else is.</param>
    /// <exception cref="Input.BadInputException">This user may never write there.</exception>
    /// <exception cref="UnwritableException">It can't be written.</exception>
    public static RunFolder Create(string runs, RunHeader header, Func<string, string>? scrub = null,
        IRunWitness? witness = null, bool replace = false)
    {
        if (header.Id.Length == 0 || header.Id is "." or ".." || header.Id.AsSpan().ContainsAny(NotInNames))
            throw new ArgumentException($"\"{header.Id}\" is no name of a folder", nameof(header));
        try
        {
            if (replace)
                Replace(System.IO.Path.Combine(runs, header.Id));
            for (var number = 1; ; number++)
            {
                var own = number == 1 ? header : header with { Id = string.Create(CultureInfo.InvariantCulture, $"{header.Id}-{number}") };
                var path = System.IO.Path.Combine(runs, own.Id);
                if (Claimed(path) is { } lines)
                    return Begun(path, lines, own, scrub, witness);
            }
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            throw UnwritableException.OfFolder(System.IO.Path.Combine(runs, header.Id), e);
        }
    }

    /// <summary>
    /// The run file of a folder that is this process's alone: only one can create it. Null when there is something in the folder.
    /// </summary>
    private static FileStream? Claimed(string path)
    {
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
            return null;
        Directory.CreateDirectory(path);
        var begun = System.IO.Path.Combine(path, RunFile.Name + ".new");
        FileStream lines;
        try
        {
            lines = new FileStream(begun, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
        }
        catch (IOException) when (File.Exists(begun) || File.Exists(System.IO.Path.Combine(path, RunFile.Name)))
        {
            return null; // another process was faster
        }

        if (!File.Exists(System.IO.Path.Combine(path, RunFile.Name)))
            return lines;
        lines.Dispose();
        File.Delete(begun); // that process had named its file before this one began its own
        return null;
    }

    private static RunFolder Begun(string path, FileStream lines, RunHeader header, Func<string, string>? scrub, IRunWitness? witness)
    {
        var named = System.IO.Path.Combine(path, RunFile.Name);
        var guarded = new GuardedStream(lines, named);
        // Under its name only with its header in it: a harness killed in between leaves no run file, never an empty one.
        var folder = new RunFolder(path, new RunFileWriter(guarded, (name, content) => Store(path, name, content)), header, scrub, witness);
        File.Move(named + ".new", named);
        guarded.IsNamed = true;
        return folder;
    }

    private static void Replace(string path)
    {
        if (File.Exists(System.IO.Path.Combine(path, RunFile.Name)))
            Directory.Delete(path, recursive: true);
    }

    /// <summary>Reads a run back from its folder or its <c>run.jsonl</c>.</summary>
    /// <exception cref="UnreadableRunException">It isn't there, or a line can't be read; the message names file and line.</exception>
    public static MemoryRun Read(string path)
    {
        var file = Directory.Exists(path) ? System.IO.Path.Combine(path, RunFile.Name) : path;
        if (!File.Exists(file))
            throw new UnreadableRunException($"{file}: no such file; a run is a folder with {RunFile.Name}");
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file))!;
        using var lines = PlainFile.Open(file);
        return RunFile.Read(lines, file, name => Load(folder, name));
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private static void Store(string folder, string name, ReadOnlyMemory<byte> content)
    {
        var file = Within(folder, name) ?? throw new ArgumentException($"\"{name}\" is no file of the run's folder", nameof(name));
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            using var stream = File.Create(file);
            stream.Write(content.Span);
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            throw UnwritableException.Of(file, e);
        }
    }

    private static ReadOnlyMemory<byte>? Load(string folder, string name)
    {
        var file = Within(folder, name) ?? throw new UnreadableRunException($"{folder}: \"{name}\" is no file of the run's folder");
        if (!File.Exists(file))
            return null;
        if (!PlainFile.IsInside(folder, file))
            throw new UnreadableRunException($"{file}: a link that leads out of the run's folder is not followed");
        using var content = PlainFile.Open(file);
        return PlainFile.Bytes(content, NodeClient.LargestBody) is { } bytes
            ? bytes
            : throw new UnreadableRunException($"{file}: over {NodeClient.LargestBody} bytes, no profile is that large");
    }

    /// <summary>The file of that name, null when the name leads out of the folder: run files come from others too.</summary>
    private static string? Within(string folder, string name)
    {
        var root = System.IO.Path.GetFullPath(folder) + System.IO.Path.DirectorySeparatorChar;
        var file = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, name));
        return file.StartsWith(root, StringComparison.Ordinal) && file.Length > root.Length ? file : null;
    }
}
