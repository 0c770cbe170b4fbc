using System.Buffers;
using WesMemGuard.Runs;

namespace WesMemGuard.Node;

/// <summary>A run's folder: <c>&lt;runs&gt;/&lt;id&gt;/run.jsonl</c> and <c>profiles/</c> beside it, written as the run happens.</summary>
public sealed class RunFolder : IDisposable
{
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("/\\:*?\"<>|\0");

    private readonly RunFileWriter _writer;

    private RunFolder(string path, RunFileWriter writer, RunHeader header, Func<string, string>? scrub, IRunWitness? witness)
    {
        Path = path;
        _writer = writer;
        Recorder = new RunRecorder(header, writer) { Scrub = scrub, Witness = witness };
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Takes what the run sees and writes it here at once.</summary>
    public RunRecorder Recorder { get; }

    /// <summary>Creates the folder of a run; an existing run of that id is replaced.</summary>
    /// <param name="runs">The folder of all runs.</param>
    /// <param name="header">What the run is; its id names the folder.</param>
    /// <param name="scrub">Takes secrets out of what is said in words; null: kept as it is.</param>
    /// <param name="witness">Told of what is kept beside the node's answers; null: nobody is.</param>
    /// <exception cref="IOException">There is a folder of that name that holds no run, or it can't be written.</exception>
    public static RunFolder Create(string runs, RunHeader header, Func<string, string>? scrub = null, IRunWitness? witness = null)
    {
        if (header.Id.Length == 0 || header.Id is "." or ".." || header.Id.AsSpan().ContainsAny(NotInNames))
            throw new ArgumentException($"\"{header.Id}\" is no name of a folder", nameof(header));
        var path = System.IO.Path.Combine(runs, header.Id);
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            if (!File.Exists(System.IO.Path.Combine(path, RunFile.Name)))
                throw new IOException($"{path} holds no {RunFile.Name}: it is no run and is not replaced");
            Directory.Delete(path, recursive: true);
        }

        Directory.CreateDirectory(path);
        // Under its name only with its header in it: a harness killed in between leaves no run file, never an empty one.
        var (begun, named) = (System.IO.Path.Combine(path, RunFile.Name + ".new"), System.IO.Path.Combine(path, RunFile.Name));
        var lines = new FileStream(begun, FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete);
        var folder = new RunFolder(path, new RunFileWriter(lines, (name, content) => Store(path, name, content)), header, scrub, witness);
        File.Move(begun, named);
        return folder;
    }

    /// <summary>Reads a run back from its folder or its <c>run.jsonl</c>.</summary>
    /// <exception cref="UnreadableRunException">It isn't there, or a line can't be read; the message names file and line.</exception>
    public static MemoryRun Read(string path)
    {
        var file = Directory.Exists(path) ? System.IO.Path.Combine(path, RunFile.Name) : path;
        if (!File.Exists(file))
            throw new UnreadableRunException($"{file}: no such file; a run is a folder with {RunFile.Name}");
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file))!;
        using var lines = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 64 * 1024, FileOptions.SequentialScan);
        return RunFile.Read(lines, file, name => Load(folder, name));
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private static void Store(string folder, string name, ReadOnlyMemory<byte> content)
    {
        var file = Within(folder, name) ?? throw new ArgumentException($"\"{name}\" is no file of the run's folder", nameof(name));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content.Span);
    }

    private static ReadOnlyMemory<byte>? Load(string folder, string name)
    {
        var file = Within(folder, name) ?? throw new UnreadableRunException($"{folder}: \"{name}\" is no file of the run's folder");
        if (!File.Exists(file))
            return null;
        return new FileInfo(file).Length <= NodeClient.LargestBody
            ? File.ReadAllBytes(file)
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
