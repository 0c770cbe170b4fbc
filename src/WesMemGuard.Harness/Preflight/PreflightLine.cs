using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness.Preflight;

/// <summary>What one check found, and what to do about it.</summary>
/// <param name="Check">What was looked at: <c>endpoint</c>, <c>mode</c>, <c>sampler</c>, <c>modules</c>,
/// <c>metrics</c>, <c>diagnostics</c>, <c>rate</c>, <c>clock</c>, <c>identity</c> or <c>coins</c>.</param>
/// <param name="State">What it means.</param>
/// <param name="Code">The finding's name for scripts: <c>restOff</c>.</param>
/// <param name="Figures">What the text's places are filled with.</param>
internal sealed record PreflightLine(string Check, PreflightState State, string Code, params IReadOnlyList<object> Figures)
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(PreflightLine));

    /// <summary>What was found, in a sentence without a full stop; may quote the node.</summary>
    public string Text(Language language) =>
        Texts.In(language).Format(Key, [.. Figures.Select(f => f is Reason reason ? reason.In(language) : f)]);

    /// <summary>What to do about it; null when nothing is to be done.</summary>
    public string? Advice(Language language) => Texts.In(language).All.GetValueOrDefault(Key + ".do");

    private string Key => $"{Check}.{Code}";
}
