using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Logs.Files;

/// <summary>Why files can't be read as logs.</summary>
internal static class LogFileReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(LogFileReasons));

    public static Reason NothingNamed() => new(Texts, "logFile.nothingNamed");

    public static Reason TooManyFiles(int found, int most) => new(Texts, "logFile.tooManyFiles", ("found", found), ("most", most));
}
