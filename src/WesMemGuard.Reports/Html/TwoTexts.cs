namespace WesMemGuard.Reports.Html;

/// <summary>Two texts that are translations of each other, to be quoted by others.</summary>
internal sealed record TwoTexts(string English, string Chinese);
