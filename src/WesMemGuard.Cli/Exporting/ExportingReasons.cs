using WesMemGuard.Reasons;

namespace WesMemGuard.Cli.Exporting;

/// <summary>What the tool says of what it exports.</summary>
internal static class ExportingReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ExportingReasons));

    /// <summary>Where the page is.</summary>
    public static Reason Served(string url) => new(Texts, "exporting.served", ("url", url));

    /// <summary>What is to be a port or an address.</summary>
    public static Reason NoServed(string given) => new(Texts, "exporting.noServed", ("given", given));

    /// <summary>An address that can't be listened on.</summary>
    public static Reason NotServed(string given) => new(Texts, "exporting.notServed", ("given", given));

    /// <summary>What is to be the address of a collector.</summary>
    public static Reason NoCollector() => new(Texts, "exporting.noCollector");

    /// <summary>A collector that took nothing.</summary>
    public static Reason NotPushed(string collector) => new(Texts, "exporting.notPushed", ("collector", collector));

    /// <summary>A collector that took all.</summary>
    public static Reason Pushed(int points, string collector) =>
        new(Texts, "exporting.pushed", ("points", points), ("collector", collector));

    /// <summary>A budget of which no limit can be a rule.</summary>
    public static Reason NoRule() => new(Texts, "exporting.noRule");
}
