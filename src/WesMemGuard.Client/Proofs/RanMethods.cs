using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Tracing;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Microsoft.Diagnostics.NETCore.Client;
using WesMemGuard.Client.Events;

namespace WesMemGuard.Client.Proofs;

/// <summary>
/// Which lines of source ran in this process: the runtime lists the methods that it has compiled when a session ends, their debug
/// information (PDB) says where they stand. No profiler, no rewriting.
/// </summary>
internal sealed class RanMethods
{
    private const string Rundown = "Microsoft-Windows-DotNETRuntimeRundown";
    private const string MappedRoot = "/_";
    private const int MethodEnd = 144, ModuleEnd = 154;
    private const int BufferMegabytes = 256, MostMethods = 1_000_000;

    /// <summary>Where a method's code is and how long.</summary>
    private const int BytesOfCode = sizeof(ulong) + sizeof(int);

    private const int BytesBeforePath = sizeof(ulong) + sizeof(int) + sizeof(int);

    private readonly Dictionary<ulong, string> _modules = [];
    private readonly HashSet<(ulong Module, int Token)> _methods = [];

    /// <summary>By the name of the file, without its folder.</summary>
    private readonly Dictionary<string, List<RanLines>> _lines = new(StringComparer.Ordinal);

    /// <summary>Asks the runtime.</summary>
    /// <exception cref="DiagnosticsClientException">Its diagnostics are switched off.</exception>
    /// <exception cref="IOException">It told less than it said.</exception>
    public static async Task<RanMethods> TakeAsync()
    {
        var ran = new RanMethods();
        await Task.Factory.StartNew(ran.Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .ConfigureAwait(false);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic))
            ran.Place(assembly);
        return ran;
    }

    /// <summary>
    /// Whether code of these lines ran. A field without an initializer has no code of its own: then that of its file counts.
    /// </summary>
    public bool Reached(string path, int first, int last)
    {
        if (!_lines.TryGetValue(NameOf(path), out var named))
            return false;
        var lines = named.FindAll(l => IsSame(l.Document, path));
        var there = lines.FindAll(l => l.First <= last && l.Last >= first);
        return (there.Count > 0 ? there : lines).Exists(l => l.Ran);
    }

    private void Read()
    {
        var provider = new EventPipeProvider(EventName.Runtime, EventLevel.Informational, 0);
        using var session = new DiagnosticsClient(Environment.ProcessId)
            .StartEventPipeSession([provider], requestRundown: true, BufferMegabytes);
        _ = Task.Run(session.Stop); // the list comes when it ends
        new EventStream(session.EventStream, Take).Read();
    }

    private void Take(EventName name, ReadOnlySpan<byte> payload)
    {
        if (name.Provider != Rundown)
            return;
        var reader = new PayloadReader(payload);
        if (name.Number == MethodEnd && _methods.Count < MostMethods)
        {
            _ = reader.Long(); // the method
            var module = reader.Long();
            _ = reader.Take(BytesOfCode);
            _methods.Add((module, reader.Int()));
        }
        else if (name.Number == ModuleEnd)
        {
            var module = reader.Long();
            _ = reader.Take(BytesBeforePath);
            _modules[module] = reader.Text();
        }
    }

    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "An assembly within a single file has no path, and so no lines.")]
    private void Place(Assembly assembly)
    {
        var path = assembly.Location;
        if (!File.Exists(path))
            return;
        var own = _modules.Where(m => m.Value == path).Select(m => m.Key).ToList();
        try
        {
            using var image = new PEReader(File.OpenRead(path));
            if (!image.TryOpenAssociatedPortablePdb(path, File.OpenRead, out var symbols, out _) || symbols is null)
                return;
            using (symbols)
                Place(symbols.GetMetadataReader(), token => own.Exists(module => _methods.Contains((module, token))));
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or InvalidOperationException or UnauthorizedAccessException)
        {
            return; // without its lines nothing of it is said to have run
        }
    }

    private void Place(MetadataReader symbols, Func<int, bool> ran)
    {
        foreach (var handle in symbols.MethodDebugInformation)
        {
            var points = symbols.GetMethodDebugInformation(handle).GetSequencePoints().Where(p => !p.IsHidden).ToList();
            if (points.Count == 0)
                continue;
            var did = ran(MetadataTokens.GetToken(handle.ToDefinitionHandle()));
            foreach (var point in points)
            {
                var document = symbols.GetString(symbols.GetDocument(point.Document).Name);
                if (!_lines.TryGetValue(NameOf(document), out var lines))
                    _lines[NameOf(document)] = lines = [];
                lines.Add(new RanLines(document, point.StartLine, point.EndLine, did));
            }
        }
    }

    private static string NameOf(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];

    /// <summary>Reproducible builds write the root of the sources as <c>/_/</c>, or <c>/_1/</c> where there are several.</summary>
    private static bool IsSame(string document, string path)
    {
        if (document == path || !document.StartsWith(MappedRoot, StringComparison.Ordinal))
            return document == path;
        var root = document.IndexOf('/', MappedRoot.Length);
        return root > 0 && path.Replace('\\', '/').EndsWith(document[root..], StringComparison.Ordinal);
    }

    private readonly record struct RanLines(string Document, int First, int Last, bool Ran);
}
