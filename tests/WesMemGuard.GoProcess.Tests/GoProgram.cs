using System.Diagnostics;
using WesMemGuard.Node;

namespace WesMemGuard.GoProcess.Tests;

/// <summary>
/// The Go program of the tests: built once, started in one of its kinds on a port that it takes itself.
/// </summary>
internal sealed class GoProgram : IDisposable
{
    private const string Listening = "listening on ";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private readonly Process _process;

    private GoProgram(Process process, Uri address) =>
        (_process, Address) = (process, new NodeAddress(address, address));

    public NodeAddress Address { get; }

    /// <summary>Its process id.</summary>
    public int Pid => _process.Id;

    /// <summary>Builds the program into a folder and says where it lies.</summary>
    public static async Task<string> BuildAsync(string folder)
    {
        var program = Path.Combine(folder, "goprogram");
        using var limit = new CancellationTokenSource(Longest);
        var start = new ProcessStartInfo("go", ["build", "-o", program, "."])
        {
            WorkingDirectory = Path.Combine(RepositoryFolder.Path, "tests", "WesMemGuard.GoProgram"),
            RedirectStandardError = true,
        };
        start.Environment["CGO_ENABLED"] = "1";
        using var build = Process.Start(start)!;
        var said = await build.StandardError.ReadToEndAsync(limit.Token);
        await build.WaitForExitAsync(limit.Token);
        build.ExitCode.ShouldBe(0, said);
        return program;
    }

    /// <param name="program">The built program.</param>
    /// <param name="kind">What it does.</param>
    /// <param name="rate">How much an hour.</param>
    /// <param name="settings">Variables of its environment, like <c>GOGC=50</c>; null: none of its own.</param>
    /// <param name="hides">Whether its page tells no settings.</param>
    /// <param name="port">Its port; 0: one that is free.</param>
    public static async Task<GoProgram> StartAsync(
        string program, string kind, double rate, string? settings = null, bool hides = false, int port = 0)
    {
        using var limit = new CancellationTokenSource(Longest);
        var start = new ProcessStartInfo(program,
            ["-kind", kind, "-rate", rate.ToString(System.Globalization.CultureInfo.InvariantCulture), hides ? "-hide" : "-hide=false",
            "-port", port.ToString(System.Globalization.CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        if (settings?.Split('=') is [var name, var value])
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync(limit.Token);
        line.ShouldNotBeNull().ShouldStartWith(Listening);
        return new GoProgram(process, new Uri("http://" + line[Listening.Length..]));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
