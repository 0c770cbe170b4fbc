namespace WesMemGuard.Package.Tests;

/// <summary>
/// <c>wesmemguard prove</c> over a project that has the packages: built, tested, and each warning told by what was measured.
/// </summary>
internal sealed class ProveTests
{
    private const string Sdk = """<PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />""";

    private const string Shop = """
        using System.Collections.Generic;

        public static class Shop
        {
            private static readonly Dictionary<string, byte[]> Quotes = new();
            private static readonly Dictionary<string, byte[]> Names = new();
            private static readonly Dictionary<string, byte[]> Orders = new();

            public static void Quote(string key) => Quotes[key] = new byte[3000];
            public static void Name(string key) => Names[key] = new byte[3000];
            public static void Order(string key) => Orders[key] = new byte[3000];
        }
        """;

    private const string ShopTests = """
        using System;
        using WesMemGuard.Client;
        using WesMemGuard.Testing;

        public sealed class ShopTests
        {
            [ClientMemoryTest]
            public async System.Threading.Tasks.Task Quotes() =>
                (await ClientMemory.RepeatAsync(() => Shop.Quote(Guid.NewGuid().ToString()))).ShouldKeepAtMost("0 B");

            [ClientMemoryTest]
            public async System.Threading.Tasks.Task Names() =>
                (await ClientMemory.RepeatAsync(() => Shop.Name("the same"))).ShouldKeepAtMost("0 B");
        }
        """;

    private static string Tool =>
        Path.Combine(RepositoryFolder.Path, "src/WesMemGuard.Cli/bin/Debug/net10.0/wesmemguard.dll");

    [Test]
    public void A_warning_is_proven_refuted_or_not_reached_by_the_tests_that_ran()
    {
        using var project = new FreshProject("net10.0", Sdk + Feed.Reference("WesMemGuard.NUnit") + Feed.Reference("WesMemGuard.Client")
            + """<PackageReference Include="NUnit" Version="5.0.0" /><PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />""",
            "<IsTestProject>true</IsTestProject>");
        project.Write("Shop.cs", Shop);
        project.Write("ShopTests.cs", ShopTests);

        var proved = project.Run(Tool, "prove", ".");

        TestContext.Out.WriteLine(proved.Output);
        proved.Code.ShouldBe(1, proved.Output);
        var told = proved.Output.Split('\n').Where(l => l.Contains("WMG1001  Shop.cs:", StringComparison.Ordinal)).ToArray();
        told.Length.ShouldBe(3, proved.Output);
        foreach (var (state, place) in new[]
        {
            ("proven ", "Shop.cs:9  Shop.Quotes"), ("refuted ", "Shop.cs:10"), ("not reached ", "Shop.cs:11"),
        })
            told.ShouldContain(l => l.StartsWith(state, StringComparison.Ordinal) && l.Contains(place, StringComparison.Ordinal));
    }
}
