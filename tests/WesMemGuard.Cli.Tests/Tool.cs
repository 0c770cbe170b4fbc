using WesMemGuard.Cli.Options;
using WesMemGuard.Harness.Targets;

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

    /// <summary>The keys that are pressed, one each time that a verb looks; a point is none.</summary>
    public string Keys { get; set; } = "";

    /// <summary>Told each time that a verb looks for a key.</summary>
    public Action? OnKey { get; set; }

    /// <summary>Columns of what is said.</summary>
    public int Width { get; set; } = Options.Surroundings.PlainWidth;

    /// <summary>The terminal's columns and rows; null: there is none.</summary>
    public Func<(int Width, int Height)>? Screen { get; set; }

    public string Out => _out.ToString().ReplaceLineEndings("\n");

    public string Error => _error.ToString().ReplaceLineEndings("\n");

    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What a verb is given.</summary>
    public Surroundings Around => Surroundings(_out);

    public Task<int> RunAsync(params string[] args) => RunAsync(_out, args);

    public Task<int> RunAsync(TextWriter output, params string[] args) =>
        GuardCommand.RunAsync(args, Surroundings(output));

    public Task<int> RunAsync(CancellationToken ct, params string[] args) => GuardCommand.RunAsync(args, Surroundings(_out), ct);

    private Surroundings Surroundings(TextWriter output)
    {
        var plain = new Surroundings(output, _error, Folder.Path, Environment, IsTerminal: false,
            Width)
        { ReadKey = Key, Screen = Screen };
        return Clock is null ? plain : plain with { Clock = Clock };
    }

    private char? Key()
    {
        OnKey?.Invoke();
        if (Keys.Length == 0)
            return null;
        var key = Keys[0];
        Keys = Keys[1..];
        return key == '.' ? null : key;
    }

    public void Dispose()
    {
        Folder.Dispose();
        _out.Dispose();
        _error.Dispose();
    }
}
