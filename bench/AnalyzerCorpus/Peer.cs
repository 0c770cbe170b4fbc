using System.Reflection;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WesMemGuard.AnalyzerCorpus;

/// <summary>IDisposableAnalyzers, loaded from its package.</summary>
internal static class Peer
{
    public static IEnumerable<DiagnosticAnalyzer> Load()
    {
        var path = typeof(Peer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "IDisposableAnalyzers").Value!;
        var folder = Path.GetDirectoryName(path)!;
        AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) =>
            File.Exists(Path.Combine(folder, new AssemblyName(wanted.Name).Name + ".dll"))
            ? Assembly.LoadFrom(Path.Combine(folder, new AssemblyName(wanted.Name).Name + ".dll")) : null;
        var found = Assembly.LoadFrom(path).GetTypes()
            .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .ToList();
        return found.Count > 0 ? found : throw new InvalidOperationException($"no analyzer in {path}");
    }
}
