using System.Runtime.InteropServices;

namespace WesMemGuard.Package.Tests;

/// <summary>
/// The runtime of .NET 8 where none is installed: the registry has it as the packages that self-contained programs bring. Laid out as an
/// installed one it serves programs that bring none.
/// </summary>
internal sealed class Net8Runtime : IDisposable
{
    private static readonly string[] Frameworks = ["Microsoft.NETCore.App", "Microsoft.AspNetCore.App"];

    private readonly string _folder = Directory.CreateTempSubdirectory("wesmemguard-net8").FullName;

    public Net8Runtime()
    {
        var system = RuntimeInformation.RuntimeIdentifier;
        using var project = new FreshProject("net8.0", """<FrameworkReference Include="Microsoft.AspNetCore.App" />""",
            $"<OutputType>Exe</OutputType><RuntimeIdentifier>{system}</RuntimeIdentifier><SelfContained>true</SelfContained>");
        project.Run("restore").ShouldSucceed();
        var version = "";
        foreach (var framework in Frameworks)
        {
            var pack = project.Package($"{framework}.Runtime.{system}", "8.");
            version = Path.GetFileName(pack);
            var to = Directory.CreateDirectory(Path.Combine(_folder, "shared", framework, version)).FullName;
            foreach (var part in new[] { "lib/net8.0", "native" })
                Take(Path.Combine(pack, "runtimes", system, part), to);
        }

        var host = Directory.CreateDirectory(Path.Combine(_folder, "host", "fxr", version)).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(_folder, "shared", Frameworks[0], version), "*hostfxr*"))
            File.Copy(file, Path.Combine(host, Path.GetFileName(file)));
    }

    /// <summary>What DOTNET_ROOT is to be.</summary>
    public string Root => _folder;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Take(string folder, string to)
    {
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
    }
}
