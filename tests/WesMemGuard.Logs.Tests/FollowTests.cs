using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using WesMemGuard.Input;
using WesMemGuard.Logs.Entries;

namespace WesMemGuard.Logs.Tests;

internal sealed class FollowTests
{
    private static string Sample(int second) => WrittenLog.Sample($"2026-01-02T03:04:{second:00}.000Z", second) + "\n";

    [Test]
    public async Task A_log_is_followed_through_rotation_line_by_line()
    {
        using var log = new WrittenLog();
        File.WriteAllText(log["node-system.log"], Sample(1));
        await using var follower = new Follower(log.Folder);

        (await follower.Next()).ShouldBe(1);
        File.AppendAllText(log["node-system.log"], Sample(2) + Sample(3)[..100]);
        (await follower.Next()).ShouldBe(2);
        File.AppendAllText(log["node-system.log"], Sample(3)[100..]);
        (await follower.Next()).ShouldBe(3);
        File.AppendAllText(log["node-system.log"], Sample(4));
        File.Move(log["node-system.log"], log["node-system-2026-01-02T03-04-05.000.log"]);
        File.WriteAllText(log["node-system.log"], Sample(5));
        (await follower.Next()).ShouldBe(4);
        (await follower.Next()).ShouldBe(5);
        File.AppendAllText(log["node-system.log"], Sample(6));
        (await follower.Next()).ShouldBe(6);
    }

    [Test]
    public async Task A_moment_without_a_file_and_a_truncated_file_are_no_end()
    {
        using var log = new WrittenLog();
        File.WriteAllText(log["node-system.log"], Sample(1) + Sample(2));
        await using var follower = new Follower(log["node-system.log"]);
        (await follower.Next()).ShouldBe(1);
        (await follower.Next()).ShouldBe(2);

        File.Delete(log["node-system.log"]);
        await follower.Wait();
        File.WriteAllText(log["node-system.log"], Sample(3));

        (await follower.Next()).ShouldBe(3);
        File.WriteAllText(log["node-system.log"], "");
        await follower.Wait();
        File.WriteAllText(log["node-system.log"], Sample(4));
        (await follower.Next()).ShouldBe(4);
    }

    [Test]
    public void What_is_not_there_is_named()
    {
        using var log = new WrittenLog();
        Should.Throw<BadInputException>(async () => await new Follower(log.Folder)
            .Next()).Message.ShouldEndWith("contains none of node-system.log, node-business.log, so there is nothing to follow");
        Should.Throw<BadInputException>(async () => await new Follower(log["x.log"]).Next()).Message.ShouldEndWith("is not there");
    }

    /// <summary>Follows in its own time: each wait of the follower passes at once.</summary>
    private sealed class Follower : IAsyncDisposable
    {
        private readonly FakeTimeProvider _time = new();
        private readonly IAsyncEnumerator<LogEntry> _entries;
        private Task<bool>? _next;

        public Follower(string path) => _entries = NodeLog.FollowAsync(path, _time).GetAsyncEnumerator();

        /// <summary>The collections count of the next sample.</summary>
        public async Task<double> Next()
        {
            _next ??= _entries.MoveNextAsync().AsTask();
            var waited = Stopwatch.StartNew();
            while (!_next.IsCompleted)
            {
                waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30), "no sample came");
                _time.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(1);
            }

            (await _next).ShouldBeTrue();
            _next = null;
            return _entries.Current.Sample.ShouldNotBeNull().Sample.NumGc;
        }

        /// <summary>Lets the follower look once without finding anything.</summary>
        public async Task Wait()
        {
            _next ??= _entries.MoveNextAsync().AsTask();
            for (var look = 0; look < 20; look++)
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(1);
            }

            _next.IsCompleted.ShouldBeFalse();
        }

        public async ValueTask DisposeAsync()
        {
            if (_next is null)
                await _entries.DisposeAsync();
        }
    }
}
