namespace WesMemGuard.Cli.Tests;

/// <summary>The soft limit of open files is read from a table of limits, and nothing is made of one that can't be read.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class FileHandlesTests : IDisposable
{
    private const string Head = "Limit                     Soft Limit           Hard Limit           Units     \n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase("Max open files            100                  4096                 files     \n", 100)]
    [TestCase("Max processes             7                    8                    processes \nMax open files 255 256 files\n", 255)]
    [TestCase("Max open files            unlimited            unlimited            files     \n", null)]
    [TestCase("Max open files", null)]
    [TestCase("Max open files   -1   -1", null)]
    [TestCase("", null)]
    public void The_soft_limit_is_the_first_figure(string rows, int? soft) =>
        FileHandles.SoftLimit(_folder.Write("limits", Head + rows)).ShouldBe(soft);

    [Test]
    public void A_table_that_is_not_there_says_nothing() =>
        FileHandles.SoftLimit(Path.Combine(_folder.Path, "none")).ShouldBeNull();
}
