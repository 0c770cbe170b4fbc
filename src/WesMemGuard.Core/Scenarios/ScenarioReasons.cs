using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Scenarios;

/// <summary>What is wrong in a scenario, and what its author should know.</summary>
internal static class ScenarioReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ScenarioReasons));

    /// <summary>What is wrong with a phase.</summary>
    public static Reason OfPhase(string phase, Reason why) => new(Texts, "scenario.ofPhase", ("phase", phase), ("why", why));

    public static Reason Needs() => new(Texts, "scenario.needs", ("example", """{ "recording": "../_recordings/idle" }"""));

    /// <summary>A part of a scenario, as messages call it.</summary>
    public static Reason Part(ScenarioPart part) => new(Texts, part switch
    {
        ScenarioPart.Scenario => "scenario.scenario",
        ScenarioPart.Phase => "scenario.phase",
        ScenarioPart.PartOfPhase => "scenario.partOfPhase",
        ScenarioPart.Group => "scenario.group",
        ScenarioPart.Stage => "scenario.stage",
        ScenarioPart.Target => "scenario.target",
        ScenarioPart.Peer => "scenario.peer",
        ScenarioPart.Figure => "scenario.figure",
        _ => "scenario.argument",
    });

    /// <summary>What a property must be.</summary>
    public static Reason Value(ScenarioValue value) => new(Texts, value switch
    {
        ScenarioValue.Phases => "scenario.phases",
        ScenarioValue.Parts => "scenario.parts",
        ScenarioValue.Nodes => "scenario.nodes",
        ScenarioValue.Stages => "scenario.stages",
        ScenarioValue.Targets => "scenario.targets",
        ScenarioValue.RecordingFolder => "scenario.recordingFolder",
        ScenarioValue.BudgetPath => "scenario.budgetPath",
        ScenarioValue.Service => "scenario.service",
        ScenarioValue.Url => "scenario.url",
        ScenarioValue.Program => "scenario.program",
        ScenarioValue.Configuration => "scenario.configuration",
        ScenarioValue.Environment => "scenario.environment",
        ScenarioValue.Variable => "scenario.variable",
        ScenarioValue.Address => "scenario.address",
        ScenarioValue.PhaseName => "scenario.phaseName",
        ScenarioValue.Method => "scenario.method",
        ScenarioValue.Parameters => "scenario.parameters",
        ScenarioValue.RequestPath => "scenario.requestPath",
        ScenarioValue.Script => "scenario.script",
        ScenarioValue.Weight => "scenario.weight",
        ScenarioValue.Rate => "scenario.rate",
        ScenarioValue.RateAtEnd => "scenario.rateAtEnd",
        ScenarioValue.Map => "scenario.map",
        ScenarioValue.Figure => "scenario.aFigure",
        ScenarioValue.Certificates => "scenario.certificates",
        ScenarioValue.PagePath => "scenario.pagePath",
        _ => "scenario.rateOfStage",
    });

    /// <summary>Of what a name must be one.</summary>
    public static Reason Choice(ScenarioChoice choice) => new(Texts, choice switch
    {
        ScenarioChoice.PhaseKind => "scenario.phaseKind",
        ScenarioChoice.Arrivals => "scenario.arrivals",
        ScenarioChoice.Engine => "scenario.engine",
        _ => "scenario.httpMethod",
    });

    /// <summary>Why an array may not be empty.</summary>
    public static Reason AtLeastOne(ScenarioPart part) => new(Texts, "scenario.atLeastOne", ("part", Part(part)));

    public static Reason NoPhasesInReplay() => new(Texts, "scenario.noPhasesInReplay");

    public static Reason NoPhasesInLive() => new(Texts, "scenario.noPhasesInLive");

    public static Reason NoPhasesInGroup() => new(Texts, "scenario.noPhasesInGroup");

    /// <summary>None or both of two properties of which one is needed.</summary>
    public static Reason ExactlyOne(Reason what, string one, string other, bool both) =>
        new(Texts, both ? "scenario.both" : "scenario.neither", ("what", what), ("one", one), ("other", other));

    public static Reason TooMany(Reason of, ScenarioPart part, int most) =>
        new(Texts, "scenario.tooMany", ("of", of), ("most", most), ("parts", Several(part)));

    public static Reason Backslash(string name, string path) =>
        new(Texts, "scenario.backslash", ("name", name), ("path", Words.Quote(path)));

    public static Reason Interval(string name, Reason got) => new(Texts, "scenario.interval", ("name", name), ("got", got));

    public static Reason RateBesideStages() => new(Texts, "scenario.rateBesideStages");

    public static Reason LengthBesideStages() => new(Texts, "scenario.lengthBesideStages");

    public static Reason IdleStages() => new(Texts, "scenario.idleStages");

    public static Reason NestedGroup() => new(Texts, "scenario.nestedGroup");

    public static Reason NestedPart() => new(Texts, "scenario.nestedPart");

    public static Reason PhaseTwice(string name, int line, int column) =>
        new(Texts, "scenario.phaseTwice", ("name", Words.Quote(name)), ("line", line), ("column", column));

    public static Reason StarInName(string name) => new(Texts, "scenario.starInName", ("name", Words.Quote(name)));

    public static Reason KindNeeds(string kind, string name, IReadOnlyList<string> allowed) =>
        new(Texts, "scenario.kindNeeds", ("kind", kind), ("name", name), ("allowed", ReasonValue.Of(allowed)));

    public static Reason NoEffect(string name, string kind, IReadOnlyList<string> allowed) =>
        new(Texts, "scenario.noEffect", ("name", name), ("kind", kind), ("allowed", ReasonValue.Of(allowed)));

    public static Reason OneOfKeys(IReadOnlyList<string> names) => new(Texts, "scenario.oneOfKeys", ("names", ReasonValue.Of(names)));

    public static Reason KeyInFile(string name) => new(Texts, "scenario.keyInFile", ("name", name),
        ("template", """
            "{key}"
            """), ("sources", """
            "keys": { "env": … } / { "file": … }
            """));

    public static Reason StopsTheChain(string phase) => new(Texts, "scenario.stopsTheChain", ("phase", Words.Quote(phase)));

    public static Reason WrongPath(PathFault fault, string path) =>
        new(Texts, "scenario.wrongPath", ("fault", Fault(fault)), ("path", Words.Quote(path)));

    public static Reason OnlyWithUrl() => new(Texts, "scenario.onlyWithUrl");

    public static Reason PeersNeedStart() => new(Texts, "scenario.peersNeedStart");

    public static Reason TwoCredentials(string second, string first) =>
        new(Texts, "scenario.twoCredentials", ("second", second), ("first", first));

    public static Reason NoCredential(string name) => new(Texts, "scenario.noCredential", ("name", name));

    public static Reason Secret(string name) => new(Texts, "scenario.secret", ("name", name));

    public static Reason Query(string name, string url) => new(Texts, "scenario.query", ("name", name), ("url", Words.Quote(url)));

    public static Reason NoVariableName(string name) => new(Texts, "scenario.noVariableName", ("name", Words.Quote(name)));

    public static Reason Variable(string name) => new(Texts, "scenario.ofVariable", ("name", Words.Quote(name)));

    /// <summary>A setting that a replay doesn't use.</summary>
    public static Reason OnlyLive(string name) => new(Texts, "scenario.onlyLive", ("name", name));

    /// <summary>Transfers whose addresses don't suffice.</summary>
    public static Reason FewAddresses(string phase, int addresses, double carried, double asked, TimeSpan gap, int needed) =>
        new(Texts, "scenario.fewAddresses", ("phase", Words.Quote(phase)), ("addresses", addresses), ("carried", carried),
            ("asked", asked), ("gap", gap), ("needed", needed));

    private static Reason Several(ScenarioPart part) => new(Texts, part switch
    {
        ScenarioPart.Phase => "scenario.severalPhases",
        ScenarioPart.Stage => "scenario.severalStages",
        ScenarioPart.Target => "scenario.severalTargets",
        ScenarioPart.Figure => "scenario.severalFigures",
        _ => "scenario.severalPeers",
    });

    private static Reason Fault(PathFault fault) => new(Texts, fault switch
    {
        PathFault.NoSlash => "scenario.noSlash",
        PathFault.HostSign => "scenario.hostSign",
        PathFault.Letters => "scenario.letters",
        PathFault.TwoSlashes => "scenario.twoSlashes",
        PathFault.Dots => "scenario.dots",
        _ => "scenario.control",
    });
}

/// <summary>The parts of a scenario.</summary>
internal enum ScenarioPart
{
    Scenario,
    Phase,
    PartOfPhase,
    Group,
    Stage,
    Target,
    Peer,
    Figure,
    Argument,
}

/// <summary>What properties of a scenario must be.</summary>
internal enum ScenarioValue
{
    Phases,
    Parts,
    Nodes,
    Stages,
    Targets,
    RecordingFolder,
    BudgetPath,
    Service,
    Url,
    Program,
    Configuration,
    Environment,
    Variable,
    Address,
    PhaseName,
    Method,
    Parameters,
    RequestPath,
    Script,
    Weight,
    Rate,
    RateAtEnd,
    RateOfStage,
    Map,
    Figure,
    Certificates,
    PagePath,
}

/// <summary>Of what names of a scenario must be one.</summary>
internal enum ScenarioChoice
{
    PhaseKind,
    Arrivals,
    Engine,
    HttpMethod,
}
