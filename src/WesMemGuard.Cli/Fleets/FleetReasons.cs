using WesMemGuard.Reasons;

namespace WesMemGuard.Cli.Fleets;

/// <summary>What the tool says of fleets.</summary>
internal static class FleetReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(FleetReasons));

    /// <summary>An option that is to give a pair.</summary>
    public static Reason NoPair(string text) => new(Texts, "fleet.noPair", ("text", text));

    public static Reason MoreNodes(int more) => new(Texts, "fleet.moreNodes", ("more", more));

    /// <summary>The head of a table of groups.</summary>
    public static Reason By(string label) => new(Texts, "fleet.by", ("label", label));

    public static Reason Value() => new(Texts, "fleet.value");

    public static Reason Nodes() => new(Texts, "fleet.nodes");

    /// <summary>The median of a group.</summary>
    public static Reason MedianOf(string metric) => new(Texts, "fleet.median", ("metric", metric));

    public static Reason NoneDiffers() => new(Texts, "fleet.noneDiffers");

    public static Reason Differing(int nodes) => new(Texts, "fleet.differing", ("nodes", nodes));

    public static Reason Sums(string source, int nodes, IReadOnlyList<Reason> outcomes, int restarts, int gone) =>
        new(Texts, "fleet.sums", ("source", source), ("nodes", nodes), ("outcomes", ReasonValue.Of(outcomes)),
            ("restarts", restarts == 0 ? ReasonValue.None : Restarts(restarts)), ("gone", gone == 0 ? ReasonValue.None : Gone(gone)));

    public static Reason Restarts(int restarts) => new(Texts, "fleet.restarts", ("restarts", restarts));

    public static Reason Gone(int nodes) => new(Texts, "fleet.gone", ("nodes", nodes));

    /// <summary>An address that can't be one, or that holds a secret.</summary>
    public static Reason NoAddress() => new(Texts, "fleet.noAddress");

    /// <summary>How far judging has come.</summary>
    public static Reason Judged(int nodes, int all) => new(Texts, "fleet.judged", ("nodes", nodes), ("all", all));

    /// <summary>Neither a file nor a server was named.</summary>
    public static Reason NothingToJudge() => new(Texts, "fleet.nothingToJudge");

    public static Reason Sent(int alerts, string receiver) => new(Texts, "fleet.sent", ("alerts", alerts), ("receiver", receiver));

    /// <summary>Where a receiver is; the address itself may be a secret and isn't said.</summary>
    public static Reason NoReceiver() => new(Texts, "fleet.noReceiver");

    public static Reason Written(string file) => new(Texts, "fleet.written", ("file", file));
}
