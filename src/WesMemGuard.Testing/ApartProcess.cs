using System.Diagnostics;
using System.Text;

namespace WesMemGuard.Testing;

/// <summary>
/// One test of an assembly in a process of its own, for the attributes of test frameworks (<c>[ClientMemoryTest]</c>): the runner's
/// process starts another of the same test (<c>dotnet test --filter</c>), which leaves what came of it in a file.
/// </summary>
public static class ApartProcess
{
    /// <summary>Names the file that takes what came of the test; set in its own process alone.</summary>
    private const string Variable = "WESMEMGUARD_TEST_APART";

    private const int MostLetters = 4000;

    /// <summary>The first line of a test that passed.</summary>
    private const string Passed = "passed", Failed = "failed";

    private static readonly TimeSpan RestOfOutput = TimeSpan.FromSeconds(2);

    private static string? ReportFile => Environment.GetEnvironmentVariable(Variable);

    /// <summary>Whether this is the process of one test.</summary>
    public static bool IsThis => ReportFile is { Length: > 0 };

    /// <summary>Leaves what came of the test, in its own process.</summary>
    /// <param name="passed">Whether it passed.</param>
    /// <param name="message">Its message, if any.</param>
    /// <exception cref="InvalidOperationException">This is no test's own process.</exception>
    public static void Report(bool passed, string? message) =>
        File.WriteAllText(ReportFile ?? throw new InvalidOperationException($"{Variable} is not set"),
            $"{(passed ? Passed : Failed)}\n{message}");

    /// <summary>Runs a test in a process of its own.</summary>
    /// <param name="assembly">The test assembly.</param>
    /// <param name="test">The test's full name.</param>
    /// <param name="most">How long it may take.</param>
    /// <returns>Whether it passed, and its message; what the runner printed where the test left none.</returns>
    public static (bool Passed, string Message) Run(string assembly, string test, TimeSpan most)
    {
        ArgumentException.ThrowIfNullOrEmpty(assembly);
        ArgumentException.ThrowIfNullOrEmpty(test);
        var report = Path.Combine(Path.GetTempPath(), $"wesmemguard-{Guid.NewGuid():N}.txt");
        try
        {
            var said = Start(assembly, test, report, most);
            if (!File.Exists(report))
                return (false, $"the test did not run in a process of its own:\n{Cut(said)}");
            var lines = File.ReadAllText(report).Split('\n', 2);
            return (lines[0] == Passed, lines.Length > 1 ? lines[1] : "");
        }
        finally
        {
            File.Delete(report);
        }
    }

    private static string Start(string assembly, string test, string report, TimeSpan most)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(assembly)!,
            UseShellExecute = false,
        };
        foreach (var argument in new[] { "test", assembly, "--filter", $"FullyQualifiedName={Escaped(test)}" })
            start.ArgumentList.Add(argument);
        start.Environment[Variable] = report;
        using var process = Process.Start(start)!;
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(most))
        {
            process.Kill(entireProcessTree: true);
            return $"it took longer than {most.TotalSeconds:0} s";
        }

        // A build server that the runner started may hold its output.
        return output.Wait(RestOfOutput) ? string.Concat(output.Result) : "";
    }

    /// <summary>What the filter's own language means otherwise.</summary>
    private static string Escaped(string test)
    {
        var escaped = new StringBuilder(test.Length);
        foreach (var letter in test)
            escaped.Append(letter is '\\' or '(' or ')' or '&' or '|' or '=' or '!' or '~' ? "\\" : "").Append(letter);
        return escaped.ToString();
    }

    private static string Cut(string text) => text.Length <= MostLetters ? text : text[^MostLetters..];
}
