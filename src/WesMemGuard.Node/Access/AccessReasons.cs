using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Node.Access;

/// <summary>What is wrong with how a service is to be reached.</summary>
internal static class AccessReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(AccessReasons));

    public static Reason OneCredential(string other) => new(Texts, "access.oneCredential", ("other", other));

    public static Reason NoPath(string path) => new(Texts, "access.noPath", ("path", path));

    public static Reason NoPair() => new(Texts, "access.noPair");

    public static Reason NoVariable(string name) => new(Texts, "access.noVariable", ("name", name));

    /// <summary>Neither a variable nor a file; what was given is not repeated, for it may be the credential.</summary>
    public static Reason NoSource() => new(Texts, "access.noSource");

    public static Reason NoCredential(string source) => new(Texts, "access.noCredential", ("source", source));

    public static Reason LargeFile() => new(Texts, "access.largeFile");

    public static Reason Unreadable(string file) => new(Texts, "access.unreadable", ("file", file));
}
