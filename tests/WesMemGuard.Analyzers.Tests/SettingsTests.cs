using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests;

/// <summary>The keys of .editorconfig that change what the rules know.</summary>
internal sealed class SettingsTests
{
    private const string Pool = """
        namespace Shop
        {
            public sealed class Handle { public void GiveBack() { } }
            public static class Pool { public static Handle Rent() => new();
                public static void Return(Handle handle) => handle.GiveBack(); }
            public sealed class Lost { public void Go() { var h = Pool.Rent(); Console.WriteLine(h); } }
        }
        """;

    [TestCase("Shop.Pool::Rent->Return")]
    [TestCase("Shop.Other,Shop.Pool::Rent->GiveBack")]
    [TestCase("Shop.Pool::Rent")]
    public void A_factory_makes_a_resource(string value) =>
        Snippet.Diagnose(Pool, "wesmemguard.resource_types", value).ShouldBe(["WMG3006"]);

    [TestCase("Shop.Pool::Return->Rent")]
    [TestCase("Shop.Pool")]
    [TestCase("::->")]
    [TestCase("->,::Rent,Shop.Pool::")]
    public void Other_or_unreadable_values_say_nothing_of_it(string value) =>
        Snippet.Diagnose(Pool, "wesmemguard.resource_types", value).ShouldBeEmpty();

    [TestCase("Shop.Pool::Rent->Return", "Pool.Return(h)")]
    [TestCase("Shop.Pool::Rent->GiveBack", "h.GiveBack()")]
    public void Its_own_release_releases_it(string value, string release) =>
        Snippet.Diagnose(Pool.Replace("Console.WriteLine(h)", release,
            StringComparison.Ordinal), "wesmemguard.resource_types", value)
            .ShouldBeEmpty();

    [Test]
    public void A_type_is_a_resource() =>
        Snippet.Diagnose(Pool.Replace("Pool.Rent();", "new Handle();",
            StringComparison.Ordinal), "wesmemguard.resource_types",
            "Shop.Handle").ShouldBe(["WMG3006"]);

    [Test]
    public void A_type_lives_as_long_as_the_process()
    {
        const string Code =
            "namespace Shop { public sealed class Prices { private readonly Dictionary<string, int> _all = new(); "
                + "public void Keep(string k) => _all[k] = 1; } }";
        Snippet.Diagnose(Code, "wesmemguard.app_lifetime_types", "Shop.Prices").ShouldBe(["WMG1002"]);
        Snippet.Diagnose(Code, "wesmemguard.app_lifetime_types", "Shop.Others").ShouldBeEmpty();
    }

    [Test]
    public void A_key_type_has_few_values()
    {
        const string Code =
            "namespace Shop { public readonly record struct Currency(string Code); public static class Rates { "
                + "private static readonly Dictionary<Currency, int> All = new(); public static void Keep(Currency c) => All[c] = 1; } }";
        Snippet.Diagnose(Code, "wesmemguard.bounded_keys", "Shop.Currency").ShouldBeEmpty();
        Snippet.Diagnose(Code, "wesmemguard.bounded_keys", "Shop.Money").ShouldBe(["WMG1001"]);
    }
}
