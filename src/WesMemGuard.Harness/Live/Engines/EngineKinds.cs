using WesMemGuard.Harness.Live.Load;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Live.Engines;

/// <summary>How an engine is called, how its report is read, and how it is had.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Program">Its program in PATH.</param>
/// <param name="Install">How to get it.</param>
/// <param name="Report">The name of its report.</param>
/// <param name="Arguments">Its arguments, by script, report and the node's address.</param>
/// <param name="Read">Reads its report.</param>
internal sealed record EngineKind(
    LoadEngine Engine, string Program, string Install, string Report, Func<string, string, Uri, string[]> Arguments,
        Func<Stream, EngineReport> Read)
{
    /// <summary>
    /// Whether it leaves a report only when its script has ended: interrupted (artillery 2.0.34) it leaves none.
    /// </summary>
    public bool MustEnd { get; init; }

    /// <summary>Whether it runs in Node, whose processes take a guard with them (<see cref="EngineGuard"/>).</summary>
    public bool IsNode { get; init; }
}

/// <summary>The table of engines.</summary>
internal static class EngineKinds
{
    public static IReadOnlyList<EngineKind> All { get; } =
    [
        new(LoadEngine.Artillery, "artillery", "npm install -g artillery", "report.json",
            (script, report, url) =>
                ["run", "--output", report, "--target", url.GetLeftPart(UriPartial.Authority), script], ArtilleryReport.Read)
        {
            MustEnd = true,
            IsNode = true,
        },
        new(LoadEngine.JMeter, "jmeter", "https://jmeter.apache.org", "report.jtl",
            (script, report, url) =>
                [
                    "-n", "-t", script, "-l", report, "-j", report + ".log", $"-Jhost={url.Host}", $"-Jport={url.Port}",
                    // Versions before 3.0 write neither the form nor the names of their fields unless told.
                    "-Jjmeter.save.saveservice.output_format=csv", "-Jjmeter.save.saveservice.print_field_names=true",
                ], JtlReport.Read),
    ];

    public static EngineKind Of(LoadEngine engine) => All.Single(kind => kind.Engine == engine);

    /// <summary>The program's full path; null when it is not there.</summary>
    public static string? Find(EngineKind kind) => Node.Processes.ProgramPath.Find(kind.Program, ".");
}
