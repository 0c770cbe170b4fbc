namespace WesMemGuard.Node.Services;

/// <summary>What a service was found to be.</summary>
/// <param name="Profile">Its kind.</param>
/// <param name="IsSilent">Whether it let the time of an answer pass: who asks on need not be as patient again.</param>
public sealed record FoundService(ServiceProfile Profile, bool IsSilent = false);
