using System.Diagnostics;
using System.Globalization;
using WesMemGuard.Node.Services.Wes;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Node.Processes;

/// <summary>
/// A started node's working folder: its configuration with free ports, and a lock, as two nodes on one data folder start without
/// complaint.
/// </summary>
internal sealed class NodeFolder : IDisposable
{
    private const string LockName = "wesmemguard.lock";
    private const string ConfigName = "config.json";
    private const string DiagnosticsPlace = "{diagnostics}";
    private const string TemporaryName = "wesmemguard-node-";
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(1);
    private readonly StartedNode _node;
    private readonly string _command;
    private readonly string _path;
    private readonly bool _own;
    private readonly bool _isWes;
    private readonly FileStream _lock;

    private NodeFolder(StartedNode node, string command, string path, bool own, bool isWes)
    {
        (_node, _command, _path, _own, _isWes) = (node, command, path, own, isWes);
        try
        {
            _lock = new FileStream(Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new NodeStartException(StartReasons.FolderInUse(path), e);
        }

        Configuration = NodeConfiguration.WithFreePorts(node.ConfigJson);
        File.WriteAllText(Path.Combine(path, ConfigName), Configuration.Json);
        // A Go service has one port, unless it is told of a second.
        var hasTwo = isWes || node.Arguments.Any(a => a.Contains(DiagnosticsPlace, StringComparison.Ordinal));
        Address = new NodeAddress(Local(Configuration.Http), Local(hasTwo ? Configuration.Diagnostics : Configuration.Http));
    }

    public NodeConfiguration Configuration { get; }

    public NodeAddress Address { get; }

    public static NodeFolder Create(StartedNode node, string folder, string profile, TimeProvider time)
    {
        var own = node.WorkDirectory is null;
        if (own)
            Sweep(time.GetUtcNow().UtcDateTime - Young);
        var path = own
            ? Directory.CreateTempSubdirectory(TemporaryName).FullName : Path.GetFullPath(Path.Combine(folder, node.WorkDirectory!));
        Directory.CreateDirectory(path);
        // A bare name is looked for in PATH; anything with a folder in it starts from the scenario's.
        var command = node.Command.AsSpan().ContainsAny('/', '\\') ? Path.GetFullPath(Path.Combine(folder, node.Command)) : node.Command;
        return new NodeFolder(node, command, path, own, profile == WesProfile.Name);
    }

    /// <summary>The folder, where it is a temporary one of this run; null: it is the user's.</summary>
    public string? OwnPath => _own ? _path : null;

    /// <exception cref="NodeStartException">The program isn't there or can't be run.</exception>
    public Process Start()
    {
        var session = ProcessSession.Command;
        if (session is not null && ProgramPath.Find(_command, _path) is null)
            throw new NodeStartException(StartReasons.NoProgram(_node.Command, null));
        var start = new ProcessStartInfo(session ?? _command)
        {
            WorkingDirectory = _path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach (var argument in session is null ? Arguments() : Arguments().Prepend(_command))
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in _node.Environment)
            start.Environment[name] = value;
        start.Environment[FineProfiles.Variable] = FineProfiles.With(start.Environment.TryGetValue(FineProfiles.Variable, out var set)
            ? set : null);
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or FileNotFoundException)
        {
            throw new NodeStartException(StartReasons.NoProgram(_node.Command, e.Message), e);
        }
    }

    public void Dispose()
    {
        _lock.Dispose();
        if (_own && Directory.Exists(_path))
            Directory.Delete(_path, recursive: true);
    }

    /// <summary>Temporary folders of harnesses that are gone: their locks are free.</summary>
    private static void Sweep(DateTime old)
    {
        foreach (var folder in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(TemporaryName + "*")
            .Where(d => d.CreationTimeUtc < old))
        {
            try
            {
                using (new FileStream(Path.Combine(folder.FullName, LockName), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                    folder.Delete(recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue; // somebody's node runs in it, or it is another user's
            }
        }
    }

    private IEnumerable<string> Arguments() => _node.Arguments.Count == 0 && _isWes
        ? ["--chain", Configuration.ChainMode, "--config", ConfigName, "--data-dir", "data"]
        : _node.Arguments.Select(Filled);

    /// <summary>Arguments may say <c>{config}</c>, <c>{data}</c>, <c>{http}</c>, <c>{grpc}</c> and <c>{diagnostics}</c>.</summary>
    private string Filled(string argument) => argument
        .Replace("{config}", Path.Combine(_path, ConfigName), StringComparison.Ordinal)
        .Replace("{data}", Path.Combine(_path, "data"), StringComparison.Ordinal)
        .Replace("{http}", Configuration.Http.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{grpc}", Configuration.Grpc.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace(DiagnosticsPlace, Configuration.Diagnostics.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static Uri Local(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
}
