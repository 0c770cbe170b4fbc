using System.Globalization;
using WesMemGuard.Files;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Pprof;
using WesMemGuard.Pprof.Comparing;
using WesMemGuard.Pprof.Reading;
using WesMemGuard.Recording;
using WesMemGuard.Runs;

namespace WesMemGuard.Cli.Diffs;

/// <summary>Two profiles of one process to be held against each other.</summary>
/// <param name="Source">What they were read from, as it was given.</param>
/// <param name="FromName">The earlier one, as people know it.</param>
/// <param name="From">The earlier one.</param>
/// <param name="ToName">The later one, as people know it.</param>
/// <param name="To">The later one.</param>
/// <param name="Elapsed">The time between them; null when it isn't known.</param>
internal sealed record ComparedProfiles(string Source, string FromName, GoProfile From, string ToName, GoProfile To, TimeSpan? Elapsed)
{
    /// <summary>Two files.</summary>
    /// <exception cref="BadInputException">One is not there or can't be read.</exception>
    public static ComparedProfiles OfFiles(string folder, string from, string to)
    {
        var (earlier, later) = CommonForm.Of(Read(folder, from), Read(folder, to));
        return new ComparedProfiles($"{from} {to}", from, earlier, to, later, later.Time - earlier.Time);
    }

    /// <summary>The first and the last profile of a run or recording, or of a phase of it.</summary>
    /// <exception cref="BadInputException">It is not there, has no such phase, or too few profiles.</exception>
    /// <exception cref="UnreadableRunException">It can't be read.</exception>
    public static ComparedProfiles OfRun(string folder, string path, ProfileKind kind, string? phaseName)
    {
        var run = Open(Path.GetFullPath(Path.Combine(folder, path)), path);
        var profiles = new RunProfiles();
        var phase = phaseName is null ? null : PhaseOf(run, path, phaseName);
        var series = phase is null ? profiles.Whole(run, kind) : profiles.Around(run, kind, phase.StartedAt, phase.EndedAt);
        if (series.Count < 2)
            throw new BadInputException(path, DiffReasons.TooFew(series.Count, kind, phase?.Name, profiles.Unreadable));
        var (first, last) = (series[0], series[^1]);
        return new ComparedProfiles(path, Moment(first.At), first.Profile, Moment(last.At), last.Profile, last.At - first.At);
    }

    private static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A recording is not replayed for this: its profiles lie there as files.</summary>
    private static MemoryRun Open(string full, string shown)
    {
        if (!Path.Exists(full))
            throw new BadInputException(shown, InputReasons.NotThere());
        if (File.Exists(full) || File.Exists(Path.Combine(full, RunFile.Name)))
            return RunFolder.Read(full);
        var recording = RecordingFolder.Open(full);
        var run = new MemoryRun(recording.Header(Path.GetFileName(Path.TrimEndingDirectorySeparator(full))));
        run.Phases.AddRange(recording.Phases);
        run.Profiles.AddRange(recording.Profiles.Select(p => new ProfileCapture(p.At, p.Kind, p.Name, p.Content)));
        return run;
    }

    private static Phase PhaseOf(MemoryRun run, string shown, string name)
    {
        if (run.Phases.Find(p => p.Name == name) is { } phase)
            return phase;
        var names = run.Phases.Select(p => p.Name).Distinct().ToList();
        throw new BadInputException(shown, MissingNames.PhaseOfRecording(name, names));
    }

    private static GoProfile Read(string folder, string path)
    {
        var full = Path.Combine(folder, path);
        if (!File.Exists(full))
            throw new BadInputException(path, Directory.Exists(full)
                ? InputReasons.IsFolder() : InputReasons.NotThere());
        try
        {
            using var stream = PlainFile.Open(full);
            return ProfileReader.Read(stream);
        }
        catch (ProfileException e)
        {
            throw new BadInputException(path, DiffReasons.Unreadable(e.Message.TrimEnd('.')));
        }
    }
}
