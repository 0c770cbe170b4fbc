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

    /// <summary>The body of an answer was not kept.</summary>
    public static Reason NoBody(string path) => new(Texts, "import.noBody", ("path", path));
}
