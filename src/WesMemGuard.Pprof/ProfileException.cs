namespace WesMemGuard.Pprof;

/// <summary>
/// A profile that can't be read or doesn't hold what was asked of it; the message says what was wrong and where.
/// </summary>
public sealed class ProfileException : Exception
{
    /// <summary>Without particulars.</summary>
    public ProfileException() : this("The profile can't be read.")
    {
    }

    /// <summary>With a message that already says where.</summary>
    public ProfileException(string message) : base(message) => Where = "";

    /// <summary>With a message that already says where, and its cause.</summary>
    public ProfileException(string message, Exception innerException) : base(message, innerException) => Where = "";

    /// <summary>What is wrong at which place of the profile, such as <c>sample 17</c> or <c>line 3</c>.</summary>
    public ProfileException(string what, string where, Exception? cause = null)
        : base($"Profile, {where}: {what}", cause) => Where = where;

    /// <summary>
    /// The place in the profile: <c>sample 17</c>, <c>byte 1290</c>, <c>line 3</c>; empty when the profile as a whole
    /// is meant.
    /// </summary>
    public string Where { get; }
}
