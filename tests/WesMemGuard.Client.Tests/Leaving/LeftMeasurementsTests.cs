using WesMemGuard.Clients;
using WesMemGuard.Tests;

namespace WesMemGuard.Client.Tests.Leaving;

/// <summary>What another process is told of a measurement; the variable is of the whole process.</summary>
[NonParallelizable]
internal sealed class LeftMeasurementsTests
{
    private static readonly List<string> Kept = [];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End()
    {
        Environment.SetEnvironmentVariable(MeasurementFile.Variable, null);
        Kept.Clear();
        Kept.TrimExcess();
        _folder.Dispose();
    }

    [Test]
    public async Task A_measurement_is_left_where_the_variable_says_with_types_and_paths_and_no_value()
    {
        var folder = Path.Combine(_folder.Path, "not", "there", "yet");
        Environment.SetEnvironmentVariable(MeasurementFile.Variable, folder);

        var run = await ClientMemory.RepeatAsync(() => Kept.Add(new string('s', 30) + Kept.Count), new ClientOptions
        {
            Name = "quotes",
            TimeBudget = TimeSpan.FromSeconds(60), // beside other tests; it ends as soon as it is decided
            MostGrowth = ByteSize.FromMiB(8),
        });

        var file = Directory.GetFiles(folder).ShouldHaveSingleItem();
        file.ShouldEndWith("-0001.client.json");
        var text = await File.ReadAllTextAsync(file);
        text.ShouldNotContain("sss");
        var left = MeasurementFile.Read(await File.ReadAllBytesAsync(file), "left");
        (left.Name, left.Calls, left.WarmUpCalls, left.IsWalked).ShouldBe(("quotes", run.Calls, run.WarmUpCalls, true));
        left.Types.Select(t => (t.Name, t.Path)).ShouldContain(("string", run.Growing.Single(t => t.Name == "string").Path));
    }

    [Test]
    public async Task A_folder_that_cant_be_written_fails_the_test_that_measures()
    {
        Environment.SetEnvironmentVariable(MeasurementFile.Variable, Path.Combine(_folder.Write("file", "x"), "below"));

        var brief = new ClientOptions { TimeBudget = TimeSpan.FromSeconds(1) };

        await Should.ThrowAsync<IOException>(() => ClientMemory.RepeatAsync(() => { }, brief));
    }
}
