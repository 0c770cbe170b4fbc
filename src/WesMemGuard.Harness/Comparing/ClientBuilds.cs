using System.ComponentModel;
using System.Globalization;
using WesMemGuard.Clients;
using WesMemGuard.Files;
using WesMemGuard.Harness.Commands;
using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;

namespace WesMemGuard.Harness.Comparing;

/// <summary>
/// Runs the tests of a client in two builds and compares what a call of it leaves. One build after the other, as either would take the
/// other's time; which is first is swapped from round to round. Each test leaves its measurement by the kit.
/// </summary>
internal static class ClientBuilds
{
    private const int MostRounds = 12;
    private const int MostFiles = 1000;

    /// <summary>The longest time that the tests of one build may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>Runs the rounds and compares.</summary>
    /// <param name="options">Which builds (by command), and how many rounds.</param>
    /// <param name="folder">The folder that commands run in.</param>
    /// <param name="clock">The time.</param>
    /// <param name="ct">Ends a command.</param>
    /// <exception cref="BadInputException">A command can't be run, doesn't end, or leaves no measurement.</exception>
    public static async Task<ClientRounds> RunAsync(BuildOptions options, string folder, LiveClock clock, CancellationToken ct)
    {
        var startedAt = clock.Now;
        var most = options.Rounds ?? (options.TimeBudget is null ? 1 : MostRounds);
        var looks = options.Rounds is null ? most : 1;
        var id = ComparisonFolder.Claim(options.Out, LiveRun.Id("clients-ab", null, startedAt));
        var rounds = new List<ClientRound>();
        ClientComparisonVerdict? verdict = null;
        for (var round = 1; round <= most; round++)
        {
            var began = clock.Now;
            rounds.Add(await RoundAsync(options, Path.Combine(options.Out, id), folder, round, ct).ConfigureAwait(false));
            if (options.Rounds is not null && round < most)
                continue;
            verdict = ClientComparison.Judge(rounds, looks);
            // Another round takes about as long as this one.
            if (verdict.IsDecided || clock.Now + (clock.Now - began) > startedAt + (options.TimeBudget ?? TimeSpan.Zero))
                break;
        }

        var shown = $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(options.Out))}/{id}";
        return new ClientRounds(verdict!, shown);
    }

    /// <summary>
    /// Compares what tests left before: folders of measurements in pairs, base and head, or the folder of a comparison; null where the
    /// folders hold none.
    /// </summary>
    /// <param name="paths">The folders.</param>
    /// <param name="workingFolder">The folder that relative ones start from.</param>
    /// <exception cref="BadInputException">One holds what is no measurement.</exception>
    public static ClientRounds? Stored(IReadOnlyList<string> paths, string workingFolder)
    {
        string Full(string path) => Path.GetFullPath(Path.Combine(workingFolder, path));
        var pairs = paths.Count == 1 ? InFolder(paths[0], Full(paths[0])) : paths;
        if (pairs.Count == 0 || pairs.Count % 2 != 0 || !pairs.Any(p => Files(Full(p)).Count > 0))
            return null;
        var rounds = pairs.Chunk(2).Select(p => new ClientRound(Read(Full(p[0]), p[0]), Read(Full(p[1]), p[1]))).ToList();
        return new ClientRounds(ClientComparison.Judge(rounds), null);
    }

    private static async Task<ClientRound> RoundAsync(BuildOptions options, string runs, string folder, int round, CancellationToken ct)
    {
        string Of(string suffix) => Path.Combine(runs, string.Create(CultureInfo.InvariantCulture, $"{round:00}{suffix}"));
        var (before, after) = (Of(StoredBuilds.BaseSuffix), Of(StoredBuilds.HeadSuffix));
        (BuildSource Build, string To)[] order = [(options.Base, before), (options.Head, after)];
        foreach (var (build, to) in round % 2 == 0 ? Enumerable.Reverse(order) : order)
        {
            var command = string.Join(' ', build.Arguments.Prepend(build.Command!));
            options.Said?.Invoke(ComparingReasons.ClientRound(round, build == options.Head, command));
            await TestAsync(build, to, folder, ct).ConfigureAwait(false);
        }

        return new ClientRound(Read(before, before), Read(after, after));
    }

    /// <summary>Tests that fail leave their measurement all the same; those that leave none say why.</summary>
    private static async Task TestAsync(BuildSource build, string to, string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(to);
        var variables = new Dictionary<string, string> { [MeasurementFile.Variable] = to };
        OwnCommand command;
        try
        {
            command = OwnCommand.Start(build.Command!, build.Arguments, folder, variables);
        }
        catch (Win32Exception e)
        {
            throw new BadInputException(build.Command!, ComparingReasons.CantRun(e.Message));
        }

        await using (command.ConfigureAwait(false))
        {
            var code = await command.EndAsync(Patience, ct).ConfigureAwait(false)
                ?? throw new BadInputException(build.Command!, ComparingReasons.TestsTooLong(Patience));
            if (Files(to).Count == 0)
                throw new BadInputException(build.Command!, ComparingReasons.NothingLeft(code, command.Said));
        }
    }

    private static List<string> InFolder(string shown, string full) => !Directory.Exists(full) ? []
        : [.. Directory.EnumerateDirectories(full, "*" + StoredBuilds.BaseSuffix).Select(Path.GetFileName).OfType<string>()
            .Order(StringComparer.Ordinal)
            .SelectMany(b => new[] { b, b[..^StoredBuilds.BaseSuffix.Length] + StoredBuilds.HeadSuffix })
            .Select(name => $"{ScenarioFolder.Slashes(shown).TrimEnd('/')}/{name}")];

    private static List<string> Files(string folder) => !Directory.Exists(folder) ? []
        : [.. Directory.EnumerateFiles(folder, "*" + MeasurementFile.Ending).Order(StringComparer.Ordinal).Take(MostFiles)];

    private static List<ClientMeasurement> Read(string folder, string shown) => Files(folder).ConvertAll(file =>
    {
        var name = $"{ScenarioFolder.Slashes(shown).TrimEnd('/')}/{Path.GetFileName(file)}";
        return MeasurementFile.Read(PlainFile.Read(file, name, Json.JsonText.MostBytes), name);
    });
}
