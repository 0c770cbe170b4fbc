using System.Diagnostics;

namespace WesMemGuard.Cli.Tests;

/// <summary>The tool as a process of its own, with a shell's redirections: for what only a process meets.</summary>
internal static class ToolProcess
{
    /// <summary>How a shell calls it.</summary>
    public static string Command => $"dotnet '{typeof(GuardCommand).Assembly.Location}'";

    /// <summary>
    /// Starts a line of a shell. Where the tests run in a script's background, SIGINT is ignored by all that they
    /// start, unless it is reset.
    /// </summary>
    public static Process Start(string line, string folder)
    {
        var start = new ProcessStartInfo("/usr/bin/env", ["--default-signal=INT", "/bin/bash"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(line.Replace("wesmemguard", Command, StringComparison.Ordinal));
        return Process.Start(start)!;
    }

    /// <summary>Runs a line of a shell to its end.</summary>
    public static async Task<(int Code, string Out, string Error)> RunAsync(string line, string folder,
        int seconds = 60)
    {
        using var process = Start(line, folder);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, "", $"not over after {seconds} s");
        }
    }
}
