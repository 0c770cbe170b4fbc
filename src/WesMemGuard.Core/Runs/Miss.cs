using System.Text.Json.Serialization;
using WesMemGuard.Texts;

namespace WesMemGuard.Runs;

/// <summary>Why a request gave no sample.</summary>
/// <param name="Kind">The class of the failure.</param>
/// <param name="Detail">What was seen: a status, the first bytes of a body, the field that could not be read.</param>
public sealed record Miss(MissKind Kind, string Detail)
{
    /// <summary>What was seen, on one line whatever the node says.</summary>
    public string Detail { get; init => field = OneLine.Of(value); } = OneLine.Of(Detail);

    /// <summary>Whether there was an answer to the request, of which nothing is believed.</summary>
    [JsonIgnore]
    public bool IsUnbelieved => Kind is MissKind.Unreadable or MissKind.Unexpected or MissKind.TooLarge;

    /// <summary>The answer's status; null where none came, and in runs of earlier versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Status { get; init; }
}
