using System.Globalization;
using WesMemGuard.Output;
using WesMemGuard.Tests;

namespace WesMemGuard.Core.Tests.Output;

/// <summary>A file that many read, add to and write anew loses nothing where each waits for its turn.</summary>
internal sealed class FileTurnTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    private string Counter => Path.Combine(_folder.Path, "deeper", "counter");

    [Test]
    public async Task Sixteen_that_count_in_one_file_lose_no_count()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                using var turn = await FileTurn.TakeAsync(Counter, "counter", default);
                var now = File.Exists(Counter) ? int.Parse(await File.ReadAllTextAsync(Counter), CultureInfo.InvariantCulture) : 0;
                await File.WriteAllTextAsync(Counter + ".new", (now + 1).ToString(CultureInfo.InvariantCulture));
                File.Move(Counter + ".new", Counter, overwrite: true);
            }
        })));

        (await File.ReadAllTextAsync(Counter)).ShouldBe("160");
        Directory.GetFiles(Path.GetDirectoryName(Counter)!).ShouldBe([Counter]);
    }

    [Test]
    public async Task The_lock_file_of_one_that_was_killed_keeps_nobody_waiting()
    {
        _folder.Write("deeper/counter.lock", "");

        using (await FileTurn.TakeAsync(Counter, "counter", default))
            File.Exists(Counter + ".lock").ShouldBeTrue();

        File.Exists(Counter + ".lock").ShouldBeFalse();
    }

    [Test]
    public async Task Who_has_the_turn_keeps_others_waiting_until_they_are_stopped()
    {
        using var stopped = new CancellationTokenSource();
        using (await FileTurn.TakeAsync(Counter, "counter", default))
        {
            var waiting = FileTurn.TakeAsync(Counter, "counter", stopped.Token);
            await stopped.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(waiting);
        }

        (await FileTurn.TakeAsync(Counter, "counter", default)).Dispose();
    }

    [Test]
    public async Task Where_no_lock_can_be_made_the_file_is_named()
    {
        _folder.Write("file", "");

        (await Should.ThrowAsync<UnwritableException>(FileTurn.TakeAsync(Path.Combine(_folder.Path, "file", "x"), "file/x", default)))
            .Message.ShouldStartWith("file/x can't be written: ");
    }
}
