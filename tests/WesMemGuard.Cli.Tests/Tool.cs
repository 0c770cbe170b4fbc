using WesMemGuard.Scenarios.Live;

namespace WesMemGuard.Cli.Tests;

/// <summary>The command as a test runs it: in a folder of its own, everything it says kept.</summary>
internal sealed class Tool : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public TemporaryFolder Folder { get; } = new();

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>The time that verbs wait in; null: the real one.</summary>
    public LiveClock? Clock { get; set; }

    public string Out => _out.ToString().ReplaceLineEndings("\n");

    public string Error => _error.ToString().ReplaceLineEndings("\n");

    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public Task<int> RunAsync(params string[] args) => RunAsync(_out, args);

    public Task<int> RunAsync(TextWriter output, params string[] args) =>
        GuardCommand.RunAsync(args, Surroundings(output));

    private Surroundings Surroundings(TextWriter output)
    {
        var plain = new Surroundings(output, _error, Folder.Path, Environment, IsTerminal: false, Cli.Surroundings.PlainWidth);
        return Clock is null ? plain : plain with { Clock = Clock };
    }

    public void Dispose()
    {
        Folder.Dispose();
        _out.Dispose();
        _error.Dispose();
    }
}
