using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Cli.Options;

/// <summary>What is wrong with where a service is, and how often it is to be asked.</summary>
internal static class AddressReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(AddressReasons));

    /// <summary>Not a time between two readings.</summary>
    public static Reason NoRhythm(string text) => new(Texts, "address.noRhythm", ("text", text));

    /// <summary>Not the address of a port.</summary>
    public static Reason NoAddress(string text) => new(Texts, "address.noAddress", ("text", text));
}
