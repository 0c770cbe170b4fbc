using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>Reasons that the rule must find, each wrong in its own way.</summary>
internal static class WrongReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(WrongReasons));

    public static Reason NoPlace(int n, string? beside) => new(Texts, "wrong.noPlace", ("n", n), ("beside", beside));

    public static Reason NoArgument(int n) => new(Texts, "wrong.noArgument", ("n", n));

    public static Reason NoText() => new(Texts, "wrong.noText");

    public static Reason Open(double n) => new(Texts, "wrong.open", ("n", n));

    public static Reason Spaced(int n) => new(Texts, "wrong.spaced", ("n", n));

    public static Reason NotPlain(Uri n) => new(Texts, "wrong.noPlace", ("n", n.Host));

    public static Reason OfOne(bool one) =>
        one ? new(Texts, "wrong.noPlace", ("n", 1)) : throw new ArgumentOutOfRangeException(nameof(one));
}
