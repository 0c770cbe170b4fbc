using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests;

/// <summary>
/// What the rules find hangs on what code does: with other names at least 95 % of the warnings stay, and clean code
/// gets none.
/// </summary>
internal sealed class NameIndependenceTests
{
    private const double Bar = 0.95;

    private static readonly (string What, Names Kinds, Func<string, string> Rename)[] Renamings =
    [
        ("meaningless words", Names.All, name => "Zq" + Number(name)),
        ("types ...Builder with methods Add...", Names.Types | Names.Methods, name => "Add" + name + "Builder"),
        ("types ...Controller", Names.Types, name => name + "Controller"),
        ("types ...Descriptor", Names.Types, name => name + "Descriptor"),
        ("types InMemory...", Names.Types, name => "InMemory" + name),
        ("methods Init...", Names.Methods, name => "Init" + name),
        ("methods On...", Names.Methods, name => "On" + name),
        ("methods Reconnect...", Names.Methods, name => "Reconnect" + name),
        ("methods Subscribe...", Names.Methods, name => "Subscribe" + name),
        ("methods Receive...", Names.Methods, name => "Receive" + name),
        ("methods Close...", Names.Methods, name => "Close" + name),
        ("members ...Lock", Names.Members, name => name + "Lock"),
        ("variables ...Type", Names.Variables, name => name + "Type"),
    ];

    /// <summary>
    /// Code that only a name makes clean: stand-ins for types of packages, a release of a marked type, a key that is
    /// called a type's name, a test framework's attribute.
    /// </summary>
    private static readonly string[] NamesAreTheCase =
        ["MustReleaseAttribute", "interface IHost ", "AppLifetime life", "class MemoryLedger", "string typeName", "BoundedByAttribute",
        "void RegisterPath(", "string serviceName", "class TestAttribute", "string GetSequenceName("];

    private static IEnumerable<TestCaseData> All =>
        Renamings.Select(renaming => new TestCaseData(renaming.Kinds, renaming.Rename).SetArgDisplayNames(renaming.What));

    [Test]
    public void There_are_enough_names_and_code()
    {
        Renamings.Length.ShouldBeGreaterThan(10);
        KnownCode.Leaking().Count.ShouldBeGreaterThan(200);
        KnownCode.Right().Count.ShouldBeGreaterThan(150);
    }

    [TestCaseSource(nameof(All))]
    public void Nearly_all_warnings_stay_and_none_comes(Names kinds, Func<string, string> rename)
    {
        var before = 0;
        var after = 0;
        var lost = new List<string>();
        foreach (var code in KnownCode.Leaking())
        {
            var had = KnownCode.Warnings(code);
            var has = KnownCode.Read(Renaming.Of(code, kinds, rename));
            before += had.Count;
            var kept = had.Count(id => has.Remove(id));
            after += kept;
            if (kept < had.Count)
                lost.Add($"{string.Join(' ', had)}: {Renaming.Of(code, kinds, rename)}");
        }
        var more = KnownCode.Right().Where(code => !NamesAreTheCase.Any(code.Contains))
            .Select(code => (Code: code, Found: KnownCode.Read(Renaming.Of(code, kinds, rename))))
            .Where(right => right.Found.Count > KnownCode.Warnings(right.Code).Count).ToList();
        TestContext.Out.WriteLine(
            $"{after} of {before} warnings stay ({(double)after / before:P1}); {more.Count} clean ones are warned of");
        TestContext.Out.WriteLine("lost: " + string.Join("\nlost: ", lost));
        TestContext.Out.WriteLine("new: "
            + string.Join("\nnew: ", more.Select(right => string.Join(" ", right.Found) + ": " + right.Code)));
        ((double)after / before).ShouldBeGreaterThanOrEqualTo(Bar, string.Join("\n\n", lost));
        more.Select(right => string.Join(' ', right.Found) + ": " + right.Code).ShouldBeEmpty();
    }

    private static int Number(string name) => Math.Abs(name.Aggregate(17, (sum, c) => unchecked((sum * 31) + c)));
}
