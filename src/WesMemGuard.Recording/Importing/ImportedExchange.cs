using WesMemGuard.Node;
using WesMemGuard.Node.Services;
using WesMemGuard.Reasons;

namespace WesMemGuard.Recording.Importing;

/// <summary>One exchange of a capture.</summary>
/// <param name="At">When it was asked, UTC.</param>
/// <param name="Request">What was asked.</param>
/// <param name="End">What was answered.</param>
internal sealed record ImportedExchange(DateTimeOffset At, NodeRequest Request, ExchangeEnd End);

/// <summary>What of a capture is in no recording.</summary>
/// <param name="Place">The entry of the file, or the mapping's file.</param>
/// <param name="Why">Why not.</param>
internal sealed record LeftOut(string Place, Reason Why);
