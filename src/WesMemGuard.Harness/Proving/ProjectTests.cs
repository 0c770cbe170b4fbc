using System.Diagnostics;
using WesMemGuard.Input;
using WesMemGuard.Proofs;

namespace WesMemGuard.Harness.Proving;

/// <summary>The tests of a .NET project, built and run so that their measurements of clients are left behind.</summary>
internal static class ProjectTests
{
    /// <summary>Each project writes its findings beside its other intermediate files; a comma would end the property.</summary>
    private const string ErrorLog = "-p:ErrorLog=obj/wesmemguard.sarif%2Cversion=2.1";

    /// <summary>Builds and runs them.</summary>
    /// <param name="project">A project, a solution, or their folder.</param>
    /// <param name="filter">Which tests, in the words of <c>dotnet test --filter</c>; null: all.</param>
    /// <param name="builds">Whether the project is built; else as it was built last.</param>
    /// <param name="said">Takes what the SDK prints, line by line.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="BadInputException">It can't be built, or there is no SDK.</exception>
    public static async Task<IReadOnlyList<ProofFile>> ProveAsync(string project, string? filter, bool builds, Action<string> said,
        CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("wesmemguard-proofs-").FullName;
        try
        {
            // What is up to date is not compiled again, and would have no findings.
            if (builds && await RunAsync(["build", project, "--no-incremental", ErrorLog], folder, said, ct) is var code && code != 0)
                throw new BadInputException(project, ProvingReasons.NotBuilt(code));
            // A test that finds a leak fails, which is what it is for.
            await RunAsync(
                filter is null ? ["test", project, "--no-build"] : ["test", project, "--no-build", "--filter", filter], folder, said, ct);
            return ProofFile.In(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunAsync(IReadOnlyList<string> arguments, string folder, Action<string> said, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment[ProofFile.Variable] = folder;
        using var process = Start(start);
        process.OutputDataReceived += (_, line) => Say(line.Data);
        process.ErrorDataReceived += (_, line) => Say(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(ct);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        void Say(string? line)
        {
            if (line is not null)
                said(line);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new BadInputException("dotnet", ProvingReasons.NoSdk(e.Message));
        }
    }
}
