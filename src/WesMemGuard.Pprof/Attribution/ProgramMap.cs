namespace WesMemGuard.Pprof.Attribution;

/// <summary>
/// Which packages are a program's own: the map of the WES node for its profiles, else the module that the program's
/// main package belongs to or calls.
/// </summary>
internal static class ProgramMap
{
    private const string Main = "main";

    /// <summary>The map that profiles of one program are attributed with.</summary>
    public static ModuleMap For(IEnumerable<GoProfile> profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        var called = new Dictionary<string, int>(StringComparer.Ordinal);
        string? built = null;
        foreach (CallPath stack in profiles.SelectMany(p => p.Samples).Select(s => s.Stack))
        {
            for (int i = 0; i < stack.Frames.Length; i++)
            {
                CallFrame frame = stack.Frames[i];
                if (ModuleMap.IsOfNode(frame.Package))
                    return ModuleMap.Node;
                if (frame.Package != Main)
                    continue;
                built ??= ModuleOfFile(frame.File);
                if (i > 0 && GoLibraries.Of(stack.Frames[i - 1].Package) is { Kind: ModuleKind.ThirdParty, Library: var library })
                    called[library] = called.GetValueOrDefault(library) + 1;
            }
        }
        string? own = built
            ?? called.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key).FirstOrDefault();
        return ModuleMap.OfProgram(own is null ? [Main] : [Main, own]);
    }

    /// <summary>
    /// A build that trims paths names the main package's file by its module:
    /// <c>github.com/prometheus/prometheus/cmd/prometheus/main.go</c>.
    /// </summary>
    private static string? ModuleOfFile(string file)
    {
        if (file.StartsWith('/') || file.LastIndexOf('/') is not (> 0 and var end))
            return null;
        return GoLibraries.Of(file[..end]) is { Kind: ModuleKind.ThirdParty, Library: var library } ? library : null;
    }
}
