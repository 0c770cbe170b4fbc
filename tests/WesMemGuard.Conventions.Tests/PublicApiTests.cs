using PublicApiGenerator;
using WesMemGuard.Conventions.Tests.Rules;

namespace WesMemGuard.Conventions.Tests;

/// <summary>A new public name changes the list of its assembly in the same commit. Written anew with APPROVE_PUBLIC_API=1.</summary>
internal sealed class PublicApiTests
{
    private static IEnumerable<string> Projects => ProductAssemblies.Projects;

    [Test]
    public void There_are_projects() => Projects.ShouldNotBeEmpty();

    [Test]
    public void Public_is_what_the_packages_show()
    {
        string[] packages = ["Client", "MSTest", "NUnit", "Testing", "WireMock", "Xunit"];
        var shown = packages.Select(p => ProductAssemblies.Named("WesMemGuard." + p)).ToArray();
        // The web SDK makes the tool's Program public.
        var others = ProductAssemblies.All.Except(shown).Where(a => a.GetName().Name != "wesmemguard").ToArray();
        others.Length.ShouldBeGreaterThan(5);

        PublicRule.Needless(shown, others).Select(t => $"{t.FullName} is shown by no package: make it internal").ShouldBeEmpty();
    }

    [Test]
    public void A_public_type_that_no_package_shows_is_seen()
    {
        var core = ProductAssemblies.Named("WesMemGuard.Core");

        PublicRule.Needless([], [core]).ShouldContain(typeof(Runs.MemoryRun));
        PublicRule.Needless([core], [core]).ShouldBeEmpty();
    }

    [TestCaseSource(nameof(Projects))]
    public void Public_names_are_those_of_the_list(string project)
    {
        var assembly = ProductAssemblies.Named(project);
        var names = assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
            .ReplaceLineEndings("\n") + "\n";
        var file = Path.Combine(RepositoryFolder.Path, "tests/WesMemGuard.Conventions.Tests/PublicApi", project + ".txt");
        if (Environment.GetEnvironmentVariable("APPROVE_PUBLIC_API") == "1")
            File.WriteAllText(file, names);

        File.Exists(file).ShouldBeTrue($"{file} is missing; run the tests once with APPROVE_PUBLIC_API=1");
        names.ShouldBe(File.ReadAllText(file)
            .ReplaceLineEndings("\n"), "the public names changed; run the tests once with APPROVE_PUBLIC_API=1 and look at the difference");
    }
}
