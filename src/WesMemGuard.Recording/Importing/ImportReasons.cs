using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Recording.Importing;

/// <summary>Why something of a capture is in no recording.</summary>
internal static class ImportReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ImportReasons));

    /// <summary>It is no path of a node or of a Go service.</summary>
    public static Reason NoNodePath(string path) => new(Texts, "import.noNodePath", ("path", path));

    /// <summary>A mapping answers many paths, and none of them was asked for.</summary>
    public static Reason Pattern(string pattern) => new(Texts, "import.pattern", ("pattern", pattern));

    /// <summary>A mapping computes its answer.</summary>
    public static Reason Computed() => new(Texts, "import.computed");

    /// <summary>An entry without its time.</summary>
    public static Reason NoTime() => new(Texts, "import.noTime");

    /// <summary>An entry without what was asked.</summary>
    public static Reason NoUrl() => new(Texts, "import.noUrl");

    /// <summary>A body that can't be read.</summary>
    public static Reason Encoding(string encoding) => new(Texts, "import.encoding", ("encoding", OneLine.Name(encoding)));

    /// <summary>No JSON.</summary>
    public static Reason NoJson() => new(Texts, "import.noJson");

    /// <summary>An empty capture.</summary>
    public static Reason Nothing() => new(Texts, "import.nothing");

    /// <summary>A capture of other programs.</summary>
    public static Reason NoAnswers(int others) => new(Texts, "import.noAnswers", ("others", others));

    /// <summary>A folder without captures.</summary>
    public static Reason NoFiles() => new(Texts, "import.noFiles");

    /// <summary>JSON of another kind.</summary>
    public static Reason Neither() => new(Texts, "import.neither");

    /// <summary>Part of a mapping.</summary>
    public static Reason NoMapping() => new(Texts, "import.noMapping");

    /// <summary>A body that is said to be base64.</summary>
    public static Reason NoBase64() => new(Texts, "import.noBase64");

    /// <summary>A body in a file that isn't there.</summary>
    public static Reason NoBodyFile(string file) => new(Texts, "import.noBodyFile", ("file", file));

    /// <summary>The body of an answer was not kept.</summary>
    public static Reason NoBody(string path) => new(Texts, "import.noBody", ("path", path));
}
