using PublicApiGenerator;

namespace WesMemGuard.Conventions.Tests;

/// <summary>A new public name changes the list of its assembly in the same commit. Written anew with APPROVE_PUBLIC_API=1.</summary>
internal sealed class PublicApiTests
{
    private static IEnumerable<string> Projects => ProductAssemblies.Projects;

    [Test]
    public void There_are_projects() => Projects.ShouldNotBeEmpty();

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
