namespace WesMemGuard.Verdicts.Lines;

/// <summary>What of a message is left out first where it is too long.</summary>
internal enum Keep
{
    /// <summary>Left out first.</summary>
    Aside,

    /// <summary>Left out when that was not enough: verdicts carry them beside the message too.</summary>
    Notices,

    /// <summary>Left out before the others that tell who is to blame.</summary>
    Details,

    /// <summary>Left out last.</summary>
    Culprits,

    /// <summary>Never left out.</summary>
    Always,
}
