namespace WesMemGuard.Scenarios;

/// <summary>A path that a scenario names, and where.</summary>
/// <param name="Path">Relative to the scenario's folder, with <c>/</c>; absolute ones are kept as they are.</param>
/// <param name="Line">Its line, from 1; 0 when the file doesn't name it and the default holds.</param>
/// <param name="Column">Its column, from 1; 0 likewise.</param>
internal sealed record PathReference(string Path, int Line, int Column);
