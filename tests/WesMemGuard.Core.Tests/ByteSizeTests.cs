namespace WesMemGuard.Core.Tests;

internal sealed class ByteSizeTests
{
    [Test]
    public void A_size_prints_in_MiB() => ByteSize.FromMiB(1.25).ToString().ShouldBe("1.3 MiB");
}
