using WesMemGuard.Baselines;
using WesMemGuard.Cli.Output;
using WesMemGuard.Files;
using WesMemGuard.Input;
using WesMemGuard.Output;

namespace WesMemGuard.Cli.Baselines;

/// <summary>Where baselines are kept: <c>baselines/NAME.jsonl</c> below the working folder.</summary>
internal sealed class BaselineFolder(string workingFolder)
{
    private const string Folder = "baselines";
    private const string Ending = ".jsonl";
    private const int LongestName = 64;
    private const long LargestFile = 1024 * 1024;

    /// <summary>The names of all, in order.</summary>
    public IReadOnlyList<string> Names => !Directory.Exists(Full) ? []
        : [.. Directory.EnumerateFiles(Full, "*" + Ending).Select(f => Path.GetFileNameWithoutExtension(f)).Where(IsName)
            .Order(StringComparer.Ordinal)];

    private string Full => Path.Combine(workingFolder, Folder);

    /// <summary>How messages call a baseline's file.</summary>
    public static string Shown(string name) => $"{Folder}/{name}{Ending}";

    /// <summary>The runs of a baseline.</summary>
    /// <exception cref="BadInputException">There is none of that name, or it can't be read.</exception>
    public IReadOnlyList<RunLevels> Read(string name)
    {
        var file = new FileInfo(FileOf(name));
        if (!file.Exists)
            throw new BadInputException(Shown(name), Names.Count == 0 ? InputReasons.NoBaseline() : InputReasons.NotThereBut(Names));
        return BaselineFile.Read(PlainFile.Read(file.FullName, Shown(name), LargestFile), Shown(name));
    }

    /// <summary>Adds runs; a run that is there already, by its id and period, is written anew. Others may add at the same time.</summary>
    /// <returns>How many runs the baseline has now.</returns>
    public async Task<int> AddAsync(string name, IReadOnlyList<RunLevels> runs, CancellationToken ct)
    {
        var file = FileOf(name);
        using var turn = await FileTurn.TakeAsync(file, Shown(name), ct).ConfigureAwait(false);
        var kept = File.Exists(file) ? Read(name).Where(k => !runs.Any(r => r.Run == k.Run && r.From == k.From)).ToList() : [];
        RunLevels[] all = [.. kept, .. runs];
        OutputFile.Replace(file, Shown(name), string.Concat(all.Select(r => BaselineFile.Line(r) + "\n")));
        return all.Length;
    }

    private string FileOf(string name) => IsName(name)
        ? Path.Combine(Full, name + Ending)
        : throw new BadInputException("NAME", InputReasons.NoBaselineName(name, LongestName));

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && char.IsAsciiLetterOrDigit(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
