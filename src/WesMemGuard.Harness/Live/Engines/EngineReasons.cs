using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness.Live.Engines;

/// <summary>What is wrong with a load engine or its report.</summary>
internal static class EngineReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(EngineReasons));

    public static Reason NotInPath(string program, string install) =>
        new(Texts, "engine.notInPath", ("program", program), ("install", install));

    public static Reason NotRun(string program, string error, string install) =>
        new(Texts, "engine.notRun", ("program", program), ("error", error), ("install", install));

    public static Reason NoScript(string script) => new(Texts, "engine.noScript", ("script", script));

    public static Reason NamesElsewhere(string script, string host, int line) =>
        new(Texts, "engine.namesElsewhere", ("script", script), ("host", host), ("line", line));

    public static Reason NoJtl(IReadOnlyList<string> columns) => new(Texts, "engine.noJtl", ("columns", ReasonValue.Of(columns)));

    public static Reason NoCounters() => new(Texts, "engine.noCounters");

    public static Reason NoArtillery(string detail) => new(Texts, "engine.noArtillery", ("detail", detail));
}
