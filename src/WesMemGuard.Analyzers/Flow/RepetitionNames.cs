namespace WesMemGuard.Analyzers.Flow;

/// <summary>Names of members that say of themselves that they run again; a name alone is worth a suggestion.</summary>
internal static class RepetitionNames
{
    private static readonly string[] Words = ["Reconnect", "Resubscribe", "Restart", "Reopen", "Renew"];

    public static bool Contain(string name)
    {
        foreach (var word in Words)
            if (name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        return false;
    }
}
