using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Node;

/// <summary>Why the folder of a run can't be read.</summary>
internal static class RunFolderReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(RunFolderReasons));

    public static Reason NoRun(string file) => new(Texts, "runFolder.noRun", ("file", file));

    public static Reason Outside(string name) => new(Texts, "runFolder.outside", ("name", OneLine.Name(name)));
}
