using System.Diagnostics;
using System.Text;

namespace WesMemGuard.Testing;

/// <summary>
/// One test of an assembly in a process of its own, for the attributes of test frameworks (<c>[ClientMemoryTest]</c>): the runner's
/// process starts another of the same test (<c>dotnet test --filter</c>, or a test program itself), which leaves what came of it in a file.
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

    /// <summary>The failure of such a test as the test framework at hand tells one: its message first and alone.</summary>
    /// <param name="message">The test's message.</param>
    public static Exception Failure(string message) => TestFailure.Of(message);

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
        var start = Prepared(DotnetHost.Path, assembly, ["test", assembly, "--filter", $"FullyQualifiedName={Escaped(test)}"]);
        return Run(start, most);
    }

    /// <summary>Runs a test of an assembly that is a program which runs its tests itself, as those of xUnit.net v3 are.</summary>
    /// <param name="program">The test assembly.</param>
    /// <param name="arguments">What has it run the one test.</param>
    /// <param name="most">How long it may take.</param>
    /// <returns>Whether it passed, and its message; null where it left nothing: it takes other arguments, or ended before.</returns>
    public static (bool Passed, string Message)? RunProgram(string program, IReadOnlyList<string> arguments, TimeSpan most)
    {
        ArgumentException.ThrowIfNullOrEmpty(program);
        ArgumentNullException.ThrowIfNull(arguments);
        var (passed, message, left) = Take(Prepared(DotnetHost.Path, program, ["exec", program, .. arguments]), most);
        return left ? (passed, message) : null;
    }

    private static (bool Passed, string Message) Run(ProcessStartInfo start, TimeSpan most)
    {
        var (passed, message, left) = Take(start, most);
        return left ? (passed, message) : (false, $"the test did not run in a process of its own:\n{Cut(message)}");
    }

    private static (bool Passed, string Message, bool Left) Take(ProcessStartInfo start, TimeSpan most)
    {
        var report = Path.Combine(Path.GetTempPath(), $"wesmemguard-{Guid.NewGuid():N}.txt");
        try
        {
            start.Environment[Variable] = report;
            var said = Finish(start, most);
            if (!File.Exists(report))
                return (false, said, false);
            var lines = File.ReadAllText(report).Split('\n', 2);
            return (lines[0] == Passed, lines.Length > 1 ? lines[1] : "", true);
        }
        finally
        {
            File.Delete(report);
        }
    }

    private static ProcessStartInfo Prepared(string host, string assembly, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(host)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(assembly)!,
            UseShellExecute = false,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }

    private static string Finish(ProcessStartInfo start, TimeSpan most)
    {
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
