using WesMemGuard.Reasons;

namespace WesMemGuard.Cli.Comparing;

/// <summary>What is wrong with the way two builds were named, and what their comparison came to.</summary>
internal static class AbReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(AbReasons));

    public static Reason NeedsBoth(string one, string other) => new(Texts, "ab.needsBoth", ("one", one), ("other", other));

    public static Reason NotBoth(string one, string other) => new(Texts, "ab.notBoth", ("one", one), ("other", other));

    public static Reason OneScenario(int given) => new(Texts, "ab.oneScenario", ("given", given));

    public static Reason BudgetOfScenario() => new(Texts, "ab.budgetOfScenario");

    public static Reason OnlyDriven(string option) => new(Texts, "ab.onlyDriven", ("option", option));

    public static Reason NoCommand() => new(Texts, "ab.noCommand");

    public static Reason Worse() => new(Texts, "ab.worse");

    public static Reason Better() => new(Texts, "ab.better");

    public static Reason Same() => new(Texts, "ab.same");

    public static Reason CantTell() => new(Texts, "ab.cantTell");

    public static Reason OwnFigures(string before, string after, string evidence, int pairs) =>
        new(Texts, "ab.ownFigures", ("before", before), ("after", after), ("evidence", evidence), ("pairs", pairs));

    public static Reason Culprit(string function, string module, string amount, string low, string high, bool isNew) => isNew
        ? new(Texts, "ab.newCulprit", ("function", function), ("module", module), ("amount", amount), ("low", low), ("high", high))
        : new(Texts, "ab.culprit", ("function", function), ("module", module), ("amount", amount), ("low", low), ("high", high));

    /// <summary>The figure in which two builds of a client are compared.</summary>
    public static Reason PerCall(string client) => new(Texts, "ab.perCall", ("client", client));

    public static Reason OwnCalls(string before, string after, long baseCalls, long headCalls) => new(Texts, "ab.ownCalls",
        ("before", before), ("after", after), ("baseCalls", baseCalls), ("headCalls", headCalls));

    /// <param name="type">As C# writes it.</param>
    /// <param name="bytes">How much more a call leaves in it, with its sign.</param>
    /// <param name="count">How many objects; 0 where only their size differs.</param>
    /// <param name="path">What keeps them; null: unknown.</param>
    /// <param name="isNew">Whether only the head keeps it.</param>
    /// <param name="isNewPath">Whether only the head keeps it there.</param>
    public static Reason Type(string type, string bytes, double count, string? path, bool isNew, bool isNewPath) => new(Texts,
        isNew ? "ab.newType" : isNewPath ? "ab.typeOnNewPath" : "ab.type", ("type", type), ("bytes", bytes),
        ("count", count is 0 ? ReasonValue.None : count), ("path", path));

    /// <summary>An option that has no meaning for tests of a client.</summary>
    public static Reason NotForClients(string option) => new(Texts, "ab.notForClients", ("option", option));

    /// <summary>What is for nodes alone, where measurements of clients were named.</summary>
    public static Reason NotForMeasurements() => new(Texts, "ab.notForMeasurements");

    public static Reason Nobody(Reason why) => new(Texts, "ab.nobody", ("why", why));

    public static Reason Sum(Reason outcome, int worse, int better, int same, int untold, int rounds) => new(Texts, "ab.sum",
        ("outcome", outcome), ("worse", worse), ("better", better), ("same", same), ("untold", untold), ("rounds", rounds));

    public static Reason Stored(string folder) => new(Texts, "ab.stored", ("folder", folder));
}
