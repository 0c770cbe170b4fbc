using System.Reflection;

namespace WesMemGuard.Analyzers.Reporting;

/// <summary>What an id's first digit says: the family a rule belongs to.</summary>
internal static class Categories
{
    // RepositoryUrl of the build: a fork's rules lead to the fork's pages. The pages are in the package too, under docs/.
    private static readonly string Pages = typeof(Categories).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(data => data.Key == "RepositoryUrl").Value!.TrimEnd('/') + "/blob/main/src/WesMemGuard.Analyzers/Docs/";

    public static string Of(string id) => id[3] switch
    {
        '1' => "Growth",
        '2' => "Queues",
        '3' => "Connections",
        '4' => "Registrations",
        '5' => "Process",
        '8' => "Files",
        _ => "Verdicts",
    };

    public static string HelpLink(string id) => Pages + id + ".md";
}
