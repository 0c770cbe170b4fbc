using System.Diagnostics;

namespace WesMemGuard.Tools.Tests.Services;

/// <summary>What one call of the tool said, run as a process of its own, as an operator runs it.</summary>
/// <param name="Code">How it ended.</param>
/// <param name="Out">What it wrote.</param>
/// <param name="Error">What it complained of.</param>
internal sealed record ToolRun(int Code, string Out, string Error)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>Runs it in a folder to its end.</summary>
    public static async Task<ToolRun> OfAsync(string folder, params string[] arguments)
    {
        using var limit = new CancellationTokenSource(Longest);
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "wesmemguard.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var said = process.StandardOutput.ReadToEndAsync(limit.Token);
            var complained = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new ToolRun(process.ExitCode, (await said).ReplaceLineEndings("\n"),
                (await complained).ReplaceLineEndings("\n"));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <inheritdoc />
    public override string ToString() => $"exit {Code}\n{Out}\n{Error}";
}
