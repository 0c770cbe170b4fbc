using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Baselines;

/// <summary>What is wrong with the file of a baseline.</summary>
internal static class BaselineFileReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(BaselineFileReasons));

    public static Reason NoRun() => new(Texts, "baselineFile.noRun");

    public static Reason Missing(string name) => new(Texts, "baselineFile.missing", ("name", name));

    public static Reason NoNumber(string name) => new(Texts, "baselineFile.noNumber", ("name", name));

    public static Reason NoTime(string name) => new(Texts, "baselineFile.noTime", ("name", name));
}
