using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Clients;

/// <summary>What there is to say of a client in two builds beside what is said of any difference.</summary>
internal static class ClientComparisonReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ClientComparisonReasons));

    public static Reason OnlyInHead() => new(Texts, "clients.onlyInHead");

    public static Reason OnlyInBase() => new(Texts, "clients.onlyInBase");

    public static Reason Steps() => new(Texts, "clients.steps");

    /// <summary>In place of an interval, where only its lower end is known.</summary>
    public static Reason AtLeast(string bytes) => new(Texts, "clients.atLeast", ("bytes", bytes));

    public static Reason NoTypeShowsIt() => new(Texts, "clients.noTypeShowsIt");

    public static Reason WithoutCalls(double percent) => new(Texts, "clients.withoutCalls", ("percent", percent));
}
