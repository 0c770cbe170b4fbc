using WesMemGuard.Secrets;

namespace WesMemGuard.Cli.Options;

/// <summary>What of a webhook's address is a secret: whoever knows its path or its query may write there.</summary>
internal static class WebhookSecrets
{
    /// <summary>Shorter paths, as <c>/hook</c>, are words that stand elsewhere too.</summary>
    private const int Shortest = 9;

    /// <summary>Makes them known, so that nothing of this process ever shows them.</summary>
    public static void Learn(Uri webhook, Scrubber scrubber)
    {
        var values = webhook.Query.TrimStart('?').Split('&').Select(pair => pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        foreach (var part in values.Append(webhook.PathAndQuery).Append(webhook.AbsolutePath).Where(part => part.Length >= Shortest))
            scrubber.Learn(part);
    }
}
