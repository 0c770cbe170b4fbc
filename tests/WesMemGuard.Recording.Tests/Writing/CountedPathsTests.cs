using WesMemGuard.Node;
using WesMemGuard.Node.Services;
using WesMemGuard.Recording.Writing;
using WesMemGuard.Secrets;

namespace WesMemGuard.Recording.Tests.Writing;

/// <summary>What a recorder counts stays small, whatever paths a load asks for.</summary>
internal sealed class CountedPathsTests
{
    [Test]
    public void The_first_thousand_paths_are_counted_and_every_exchange_is_kept()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "recording");
        using (var recording = RecordingWriter.Create(path, PlantedSecrets.Plan, new Scrubber()))
        {
            for (var i = 0; i < 2200; i++)
                recording.Exchanges.Began(new NodeRequest("GET", $"/blocks/{i % 1100}?full=1"),
                    PlantedSecrets.Plan.StartedAt.AddSeconds(i))(new ExchangeEnd(200, [], "{}"u8.ToArray(), null,
                        TimeSpan.Zero));
        }

        var recorded = RecordingFolder.Open(path);

        recorded.Exchanges.Count.ShouldBe(2200);
        recorded.Notices.ShouldBeEmpty();
        var head = File.ReadAllText(Path.Combine(path, "recording.json"));
        head.ShouldContain("\"/blocks/999\":2");
        head.ShouldNotContain("\"/blocks/1000\"");
    }
}
