namespace WesMemGuard.Secrets;

/// <summary>A secret value in a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is as it stands there.</param>
/// <param name="Value">What it says, unescaped.</param>
/// <param name="Learn">Whether it is to be found elsewhere too: a word of a sentence is not.</param>
/// <param name="Quote">What to put around its replacement; empty where it stands in quotes already, or needs
/// none.</param>
internal readonly record struct FoundSecret(int Start, int Length, string Value, bool Learn, string Quote = "");
