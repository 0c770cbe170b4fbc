namespace WesMemGuard.Client;

/// <summary>What a growth is counted per.</summary>
public enum CallUnit
{
    /// <summary>One call.</summary>
    Call,

    /// <summary>A thousand calls.</summary>
    ThousandCalls,
}

/// <summary>Units as numbers.</summary>
internal static class CallUnits
{
    private const int Thousand = 1000;

    /// <summary>The calls of a unit.</summary>
    public static int Calls(this CallUnit unit) => unit == CallUnit.Call ? 1 : Thousand;
}
