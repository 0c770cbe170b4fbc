using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Node.Access;

/// <summary>What is wrong with how a node is to be entered and read.</summary>
internal static class OptionReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(OptionReasons));

    public static Reason NoCertificate() => new(Texts, "access.noCertificate");

    public static Reason NoFigureMap(string text) => new(Texts, "access.noFigureMap", ("text", OneLine.Name(text)),
        ("labels", "go_goroutines=app_goroutines{kind=\"all\"}"), ("stars", "go_*=app_go_*"));

    public static Reason NoFigure(string figure, string? nearest, IReadOnlyList<string> known) => new(
        Texts, "access.noFigure", ("figure", OneLine.Name(figure)), ("nearest", nearest), ("known", ReasonValue.Of(known)));
}
