namespace WesMemGuard.Client.Foretold;

/// <summary>A warning of the build.</summary>
/// <param name="Rule">Its id: <c>WMG1001</c>.</param>
/// <param name="File">The file's name.</param>
/// <param name="Line">The line it begins at, from 1.</param>
public sealed record ForetoldWarning(string Rule, string File, int Line);

/// <summary>A warning where it was found.</summary>
/// <param name="Warning">As messages say it.</param>
/// <param name="Path">The source file.</param>
/// <param name="LastLine">The line it ends at, from 1.</param>
internal sealed record FoundWarning(ForetoldWarning Warning, string Path, int LastLine);
