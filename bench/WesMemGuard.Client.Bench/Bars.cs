namespace WesMemGuard.Client.Bench;

/// <summary>The bars that the client's measurement is held to: one place for each.</summary>
internal static class Bars
{
    /// <summary>Retained bytes a call are within 5 % or 8 B of the truth.</summary>
    public const double AllowedShare = 0.05, AllowedBytes = 8;

    /// <summary>Type and holding field are named right in 95 % of the leaks that have one.</summary>
    public const double NamedShare = 0.95;

    /// <summary>A leak of one object a call is broken in 99 % of the runs, one in 10 calls in 99 %, one in 100 calls in 95 %.</summary>
    public const double EachCall = 0.99, EachTenth = 0.99, EachHundredth = 0.95;

    /// <summary>Seconds that a test which holds takes, that a leak takes, and that a walk of 200 MB takes.</summary>
    public const double LongestHeld = 3, LongestLeak = 20, LongestWalk = 3;

    /// <summary>The heap of that walk.</summary>
    public const int WalkedMegabytes = 200;

    /// <summary>Whether bytes are near enough to the truth, which a list that doubles now and then makes an interval.</summary>
    public static bool IsNear(double bytes, Truth truth) =>
        bytes >= truth.Least - Allowed(truth.Least) && bytes <= truth.Most + Allowed(truth.Most);

    private static double Allowed(double truth) => Math.Max(AllowedBytes, AllowedShare * truth);
}
