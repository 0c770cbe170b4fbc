using System.Xml.Linq;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>Arrows only go down: what each project may know, as README draws it.</summary>
internal static class LayerRule
{
    public static readonly IReadOnlyDictionary<string, string[]> MayKnow = new Dictionary<string, string[]>
    {
        ["Core"] = [],
        ["Pprof"] = [],
        ["Analyzers"] = [],
        ["Node"] = ["Core", "Pprof"],
        ["Logs"] = ["Core"],
        ["Fleets"] = ["Core"],
        ["Client"] = ["Core"],
        ["Reports"] = ["Core"],
        ["Analyzers.CodeFixes"] = ["Analyzers"],
        ["Recording"] = ["Core", "Node"],
        ["Harness"] = ["Core", "Client", "Fleets", "Logs", "Node", "Recording"],
        ["Testing"] = ["Core", "Node", "Recording", "Harness", "Reports"],
        ["NUnit"] = ["Testing"],
        ["Xunit"] = ["Testing"],
        ["MSTest"] = ["Testing"],
        ["Templates"] = [],
        ["WireMock"] = ["Core", "Node", "Recording", "Testing"],
        ["Cli"] = ["Core", "Client", "Pprof", "Node", "Logs", "Fleets", "Reports", "Recording", "Harness"],
    };

    /// <summary>What a project knows and may not, or that nobody said what it may know.</summary>
    public static IEnumerable<string> Violations(string project, IEnumerable<string> knows)
    {
        if (!MayKnow.TryGetValue(project, out var may))
            return [$"{project} is in no layer: say here and in README what it may know"];
        return knows.Where(k => !may.Contains(k)).Select(k => $"{project} may not know {k}");
    }

    /// <summary>The projects that a project file refers to, without <c>WesMemGuard.</c>.</summary>
    public static IReadOnlyList<string> References(string csproj) =>
        [.. XDocument.Parse(csproj).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(((string?)r.Attribute("Include") ?? "")
                .Replace('\\', '/'))["WesMemGuard.".Length..])];
}
