using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Input;

/// <summary>What is wrong with what a user gave.</summary>
internal static class InputReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(InputReasons));

    /// <summary>A problem at its place: <c>file:line:column: what</c>.</summary>
    public static Reason At(string file, int line, int column, Reason what) =>
        new(Texts, "input.atPlace", ("file", file), ("line", line), ("column", column), ("what", what));

    /// <summary>A problem of a file as a whole: <c>file: what</c>.</summary>
    public static Reason Of(string file, Reason what) => new(Texts, "input.ofFile", ("file", file), ("what", what));

    /// <summary>What is known in one language only.</summary>
    public static Reason Verbatim(string text) => new(Texts, "input.verbatim", ("lines", ReasonValue.Of(text.Split('\n'))));

    /// <summary>Several problems, one a line.</summary>
    public static Reason Problems(IReadOnlyList<Reason> problems) => new(Texts, "input.problems", ("problems", ReasonValue.Of(problems)));

    /// <summary>So many more problems.</summary>
    public static Reason More(int more) => new(Texts, "input.more", ("more", more));

    /// <summary>No such file.</summary>
    public static Reason NotThere() => new(Texts, "input.notThere");

    /// <summary>No such file, but one whose name is near.</summary>
    public static Reason NotThereNear(string near) => new(Texts, "input.notThereNear", ("near", near));

    /// <summary>A recording where a scenario is needed.</summary>
    public static Reason IsRecording(string command) => new(Texts, "input.isRecording", ("command", command));

    /// <summary>A scenario where a recording is needed.</summary>
    public static Reason IsScenario(string command) => new(Texts, "input.isScenario", ("command", command));

    /// <summary>A file whose name differs in small and large letters.</summary>
    public static Reason SpeltOtherwise(string found, string needed) =>
        new(Texts, "input.speltOtherwise", ("found", found), ("needed", needed));

    /// <summary>No such file, but others.</summary>
    public static Reason NotThereBut(IReadOnlyList<string> others) => new(Texts, "input.notThereBut", ("others", ReasonValue.Of(others)));

    /// <summary>A file where a folder is needed.</summary>
    public static Reason IsFile() => new(Texts, "input.isFile");

    /// <summary>No baseline yet.</summary>
    public static Reason NoBaseline() => new(Texts, "input.noBaseline");

    /// <summary>A folder without logs, with what is in it.</summary>
    public static Reason NoLogs(IReadOnlyList<string> there) => there.Count == 0
        ? new(Texts, "input.noLogs")
        : new(Texts, "input.noLogsBut", ("there", ReasonValue.Of(there)));

    /// <summary>A scenario without its budget.</summary>
    public static Reason NoBudget() => new(Texts, "input.noBudget");

    /// <summary>A metric that no stored run has.</summary>
    public static Reason NoMetric(string metric, IReadOnlyList<string> there) =>
        new(Texts, "input.noMetric", ("metric", metric), ("there", ReasonValue.Of(there)));

    /// <summary>A scenario that no line of a history is of: the one that was probably meant, and those that there are.</summary>
    public static Reason NoScenario(string scenario, string? near, IReadOnlyList<string> there) => new(Texts, "input.noScenario",
        ("scenario", scenario), ("near", near), ("there", there.Count == 0 ? ReasonValue.None : ReasonValue.Of(there)));

    /// <summary>Neither a phase of the run nor a period.</summary>
    public static Reason NoPeriod(string text, IReadOnlyList<string> phases) => phases.Count == 0
        ? new(Texts, "input.noPhases", ("text", text))
        : new(Texts, "input.noPhase", ("text", text), ("phases", ReasonValue.Of(phases)));

    /// <summary>Not a time.</summary>
    public static Reason NoTime(string text) => new(Texts, "input.noTime", ("text", text));

    /// <summary>A period whose end comes first.</summary>
    public static Reason EndsBeforeItBegins() => new(Texts, "input.endsBefore");

    /// <summary>The node to watch isn't named.</summary>
    public static Reason NoUrl() => new(Texts, "input.noUrl");

    /// <summary>A host that was not allowed by name.</summary>
    public static Reason RemoteHost(string host) => new(Texts, "input.remoteHost", ("host", host));

    /// <summary>Not an address of HTTP.</summary>
    public static Reason NoWebhook(string text) => new(Texts, "input.noWebhook", ("text", text));

    /// <summary>Not a number of days.</summary>
    public static Reason NoDays(string text) => new(Texts, "input.noDays", ("text", text));

    /// <summary>A period that is too short.</summary>
    public static Reason TooShort(string text) => new(Texts, "input.tooShort", ("text", text));

    /// <summary>Not a name that a baseline may have.</summary>
    public static Reason NoBaselineName(string name, int longest) =>
        new(Texts, "input.noBaselineName", ("name", name), ("longest", longest));
}
