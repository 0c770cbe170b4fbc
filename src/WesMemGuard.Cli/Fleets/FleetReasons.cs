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

    /// <summary>A row of a table that is too wide for where it is shown: each title with its cell, but for the first.</summary>
    public static Reason Group(IReadOnlyList<string> titles, IReadOnlyList<string> cells) => new(Texts, "fleet.group",
        ("cells", ReasonValue.Of([.. titles.Zip(cells).Skip(1).Select(c => Cell(c.First, c.Second))])));

    private static Reason Cell(string title, string cell) => new(Texts, "fleet.cell", ("title", title), ("cell", cell));

    public static Reason NoneDiffers() => new(Texts, "fleet.noneDiffers");

    public static Reason Differing(int nodes) => new(Texts, "fleet.differing", ("nodes", nodes));

    public static Reason Sums(string source, int nodes, IReadOnlyList<Reason> outcomes, int restarts, int gone) =>
        new(Texts, "fleet.sums", ("source", source), ("nodes", nodes), ("outcomes", ReasonValue.Of(outcomes)),
            ("restarts", restarts == 0 ? ReasonValue.None : Restarts(restarts)), ("gone", gone == 0 ? ReasonValue.None : Gone(gone)));

    public static Reason Restarts(int restarts) => new(Texts, "fleet.restarts", ("restarts", restarts));

    public static Reason Gone(int nodes) => new(Texts, "fleet.gone", ("nodes", nodes));

    /// <summary>An address that can't be one, or that holds a secret.</summary>
    public static Reason NoAddress() => new(Texts, "fleet.noAddress");

    /// <summary>A period that begins before there was Unix time.</summary>
    public static Reason NoSuchPast() => new(Texts, "fleet.noSuchPast");

    /// <summary>How far judging has come.</summary>
    public static Reason Judged(int nodes, int all) => new(Texts, "fleet.judged", ("nodes", nodes), ("all", all));

    /// <summary>Neither a file nor a server was named.</summary>
    public static Reason NothingToJudge() => new(Texts, "fleet.nothingToJudge");

    /// <summary>Files that are to be judged together, of which there are none.</summary>
    public static Reason NothingTogether() => new(Texts, "fleet.nothingTogether");

    /// <summary>Messages of limits that did not hold, beyond those that are written.</summary>
    public static Reason MoreMessages(int more) => new(Texts, "fleet.moreMessages", ("more", more));

    /// <summary>Figures that differ, beyond those that are written.</summary>
    public static Reason MoreDiffering(int more) => new(Texts, "fleet.moreDiffering", ("more", more));

    public static Reason Sent(int alerts, string receiver) => new(Texts, "fleet.sent", ("alerts", alerts), ("receiver", receiver));

    /// <summary>Where a receiver is; the address itself may be a secret and isn't said.</summary>
    public static Reason NoReceiver() => new(Texts, "fleet.noReceiver");

    /// <summary>What a watch of one node takes and one of many does not.</summary>
    public static Reason NotOfFleets() => new(Texts, "fleet.notOfFleets");

    /// <summary>A time between two questions that can't be.</summary>
    public static Reason NoInterval() => new(Texts, "fleet.noInterval");

    /// <summary>What is to be a size.</summary>
    public static Reason NoSize(string text) => new(Texts, "fleet.noSize", ("text", text));

    /// <summary>A period that ended.</summary>
    public static Reason Period(int answered, int nodes, string folder) =>
        new(Texts, "fleet.period", ("answered", answered), ("nodes", nodes), ("folder", folder));

    public static Reason Written(string file) => new(Texts, "fleet.written", ("file", file));
}
