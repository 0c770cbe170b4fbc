using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.Node.Tests.GoServices;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>A scenario says how its service is reached, as the verbs' options do.</summary>
internal sealed class ScenarioAccessTests
{
    private const string Secret = "t0ken-of-the-test";

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public async Task Its_page_is_asked_where_it_stands_and_by_whom_it_wants()
    {
        await using var served = ServedPages.Of(("/internal/metrics", "app_go_goroutines 7\n"));
        _folder.Write("token", Secret + "\n");

        var (_, options) = await FitAsync(served.Url,
            """, "metricsPath": "/internal/metrics", "bearer": "file:token", "map": ["go_*=app_go_*"] """);

        options.Service.ShouldNotBeNull().Name.ShouldBe("go");
        served.Asked.ShouldNotBeEmpty();
        served.Asked.ShouldAllBe(head => head.Contains($"Authorization: Bearer {Secret}"));
        served.Asked[0].ShouldStartWith("GET /internal/metrics");
        options.Scrubber.Text($"x {Secret} y").ShouldNotContain(Secret);
    }

    [Test]
    public async Task A_credential_goes_to_no_other_address_that_is_driven_in_its_place()
    {
        await using var served = ServedPages.Of(("/m", "go_goroutines 7\n"));

        await FitAsync(new Uri("http://127.0.0.1:1"), """, "metricsPath": "/m", "basic": "env:PAIR" """, new LiveOptions
        {
            Url = served.Url,
            Environment = new Dictionary<string, string> { ["PAIR"] = "user:" + Secret },
        });

        served.Asked.ShouldNotBeEmpty();
        served.Asked.ShouldAllBe(head => head.StartsWith("GET /m ") && !head.Contains("Authorization"));
    }

    [TestCase(""", "bearer": "env:NOWHERE" """, "\"bearer\": the environment has no NOWHERE")]
    [TestCase(""", "ca": "nowhere.pem" """, "nowhere.pem")]
    [TestCase(""", "map": ["go_gorutines=x"] """, "\"map\": \"go_gorutines\" is not a figure that is read")]
    public async Task What_is_not_there_is_bad_input_before_anything_is_asked(string access, string why)
    {
        var error = await Should.ThrowAsync<BadInputException>(() => FitAsync(new Uri("http://127.0.0.1:1"), access));

        error.Message.ShouldContain(why);
    }

    private Task<(Scenarios.Scenario Scenario, LiveOptions Options)> FitAsync(Uri url, string access,
        LiveOptions? options = null) =>
        LiveService.FitAsync(
            LiveTest.Scenario(
                $$"""{ "node": { "url": "{{url}}"{{access}} }, "phases": [ { "phase": "calm", "kind": "idle", "for": "5 s" } ] }"""),
            (options ?? new LiveOptions()) with { ScenarioFolder = _folder.Path }, LiveClock.Of(TimeProvider.System),
            default);
}
