using System.Reflection;
using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Tests.Incidents;

namespace WesMemGuard.Analyzers.Tests.Support;

/// <summary>
/// All code of these tests that leaks, and all that doesn't: cases, incidents and the snippets of the rules' own tests.
/// </summary>
internal static class KnownCode
{
    private static readonly Lazy<Dictionary<string, List<string>>> Found =
        new(() => Leaking().Concat(Right()).Distinct(StringComparer.Ordinal).ToDictionary(code => code, Read, StringComparer.Ordinal));

    public static List<string> Leaking() =>
        [.. CodeCase.Leaks.Select(leak => leak.Code), .. Arrays("Bad"), .. GrowthIncidents.All.Concat(ConnectionIncidents.All)
            .Select(incident => incident.Before)];

    public static List<string> Right() =>
        [.. CodeCase.Clean.Select(clean => clean.Code), .. Arrays("Good"), .. GrowthIncidents.All.Concat(ConnectionIncidents.All)
            .Select(incident => incident.After)];

    /// <summary>The ids of the warnings on code as it stands, read once.</summary>
    public static List<string> Warnings(string code) => Found.Value[code];

    public static List<string> Read(string code) =>
        [.. Snippet.Diagnose(Snippet.Compile(code, Snippet.KindOf(code)))
            .Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(found => found.Id)];

    /// <summary>The snippets of the rules' own tests.</summary>
    private static IEnumerable<string> Arrays(string name) =>
        typeof(KnownCode).Assembly.GetTypes().Where(type => type.Namespace == "WesMemGuard.Analyzers.Tests.Rules")
            .Select(type => type.GetField(name, BindingFlags.Static | BindingFlags.NonPublic)?.GetValue(null))
                .OfType<string[]>().SelectMany(array => array);
}
