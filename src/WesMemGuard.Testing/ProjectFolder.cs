using WesMemGuard.Input;

namespace WesMemGuard.Testing;

/// <summary>Where paths of tests begin: the test assembly's folder, or the nearest folder above it that has what is named.</summary>
internal static class ProjectFolder
{
    /// <summary>The folder that holds a path.</summary>
    /// <param name="path">Relative; an absolute one needs no home.</param>
    /// <param name="start">Where the search begins, upward.</param>
    /// <exception cref="BadInputException">No folder has it; the message says where it was looked for.</exception>
    public static string HomeOf(string path, string start)
    {
        for (var home = start; home is not null; home = Path.GetDirectoryName(home))
        {
            if (Path.Exists(Path.Combine(home, path)))
                return home;
        }

        throw new BadInputException(path, InputReasons.NotAbove(start));
    }

    /// <summary>A path that a test names, whole.</summary>
    /// <exception cref="BadInputException">It is not there.</exception>
    public static string Whole(string path) =>
        Path.Combine(HomeOf(path, Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), path);
}
