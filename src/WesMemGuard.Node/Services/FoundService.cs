namespace WesMemGuard.Node.Services;

/// <summary>What a service was found to be.</summary>
/// <param name="Profile">Its kind.</param>
/// <param name="IsSilent">Whether nobody answered, or not in time: who asks on need not be as patient again.</param>
internal sealed record FoundService(ServiceProfile Profile, bool IsSilent = false);
