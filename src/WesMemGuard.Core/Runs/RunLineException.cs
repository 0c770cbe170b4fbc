using System.Text.Json;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Runs;

/// <summary>A line of a run file that is JSON and nothing that a run holds.</summary>
internal sealed class RunLineException(Reason reason) : JsonException(reason.In(Language.English))
{
    public Reason Reason { get; } = reason;
}
