using System.Diagnostics;

namespace WesMemGuard.Package.Tests;

/// <summary>Runs the SDK's own tool as a user would, and tells what it printed.</summary>
internal static class Dotnet
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AfterEnd = TimeSpan.FromMinutes(1);

    public static Finished Run(string folder, params string[] arguments) =>
        Run(new ProcessStartInfo("dotnet", arguments), folder);

    /// <summary>Runs a program in a folder, apart from the build that runs the tests.</summary>
    public static Finished Run(ProcessStartInfo start, string folder)
    {
        start.WorkingDirectory = folder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        foreach (var name in new[] { "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH" })
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        // What it started may hold its pipes for longer than it lives.
        if (!process.WaitForExit(Longest) || !said.Wait(AfterEnd))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"waited {Longest} for the end of: {start.FileName} {string.Join(' ', start.ArgumentList)}");
        }

        return new(process.ExitCode, string.Concat(said.Result));
    }

    /// <summary>How a run ended.</summary>
    internal sealed record Finished(int Code, string Output)
    {
        public void ShouldSucceed() => Code.ShouldBe(0, Output);
    }
}
