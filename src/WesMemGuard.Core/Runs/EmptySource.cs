using System.Text.Json.Serialization;
using WesMemGuard.Reasons;

namespace WesMemGuard.Runs;

/// <summary>Why a source holds no memory readings at all.</summary>
/// <param name="Kind">What is the matter.</param>
/// <param name="Lines">How many lines were read.</param>
/// <param name="Broken">How many of them can't be read.</param>
/// <param name="Level">The lowest level of a line.</param>
/// <param name="FirstProblem">What is wrong with the first that can't be read.</param>
public sealed record EmptySource(EmptyKind Kind, long Lines = 0, long Broken = 0, string? Level = null, string? FirstProblem = null)
{
    /// <summary>All of it, to be said in the reader's language.</summary>
    [JsonIgnore]
    public Reason Why => EmptyReasons.Of(Kind, Lines, Broken, Level ?? "", FirstProblem ?? "");
}
