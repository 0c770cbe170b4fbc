using WesMemGuard.Output;

namespace WesMemGuard.Core.Tests.Output;

/// <summary>What counts as an error of the system while something is written.</summary>
internal sealed class UnwritableExceptionTests
{
    /// <summary>What .NET throws where the system answers EFBIG (Interop.GetExceptionForIoErrno).</summary>
    [Test]
    public void A_file_that_may_not_grow_is_the_systems_error() =>
        UnwritableException.Is(new ArgumentOutOfRangeException("value",
            "Specified file length was too large for the file system.")
        {
            Source = "System.Private.CoreLib",
        }).ShouldBeTrue();

    [TestCase(true)]
    [TestCase(false)]
    public void A_wrong_argument_of_ones_own_is_an_error_of_ones_own(bool byGuard) =>
        UnwritableException.Is(Should.Throw<ArgumentOutOfRangeException>(() => Refuse(-1, byGuard))).ShouldBeFalse();

    private static void Refuse(int value, bool byGuard)
    {
        if (byGuard)
            ArgumentOutOfRangeException.ThrowIfNegative(value);
        throw new ArgumentOutOfRangeException(nameof(value), "is no size");
    }
}
