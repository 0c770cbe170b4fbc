using System.Reflection;

namespace WesMemGuard.Cli.Options;

/// <summary>What this program is, as reports name it.</summary>
internal static class Versions
{
    /// <summary>Its version without the commit; empty where the build gave none.</summary>
    public static string Own =>
        typeof(Versions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
