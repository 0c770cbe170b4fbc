using System.Globalization;
using WesMemGuard.Diagnosis;
using WesMemGuard.Harness.Diagnosing;
using WesMemGuard.Measurement;

namespace WesMemGuard.Harness.Tests.Diagnosing;

/// <summary>
/// Each recording's diagnosis, as its README says it: by URL (replayed), by folder (with its log), by its log alone.
/// With WESMEMGUARD_RECORDINGS set to a folder of recordings those are diagnosed too, and the table is printed.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed class RecordedDiagnosesTests
{
    private const string None = "none";

    /// <summary>
    /// Ten minutes of these are at the edge of what the judge can tell: without the log a look may say that growth
    /// can't be told yet.
    /// </summary>
    private static readonly string[] AtTheEdge = ["cycles-transfers", "gogc-50-planted"];

    /// <summary>
    /// Logs alone that show another true thing: the queue that keeps what was confirmed before the reads began.
    /// </summary>
    private static readonly string[] KeptBefore = ["block-reads"];

    private static readonly string[] GrowsByFunction = [Problems.FunctionGrowth.Id, Problems.PoolQueue.Id, Problems.PoolNotDrained.Id];

    /// <summary>The right first diagnosis; a planted function behind the problem.</summary>
    internal static readonly Dictionary<string, (string First, string Function)> Expected = new(StringComparer.Ordinal)
    {
        ["idle"] = (None, ""),
        ["subscribers"] = (None, ""),
        ["live-heap-idle"] = (None, ""),
        ["transfers"] = ("pool-queue-keeps-confirmed", ""),
        ["transfers-long"] = ("pool-queue-keeps-confirmed", ""),
        ["pool-flood"] = ("pool-not-drained", ""),
        ["cycles-pool-flood"] = ("pool-not-drained", ""),
        ["many-clients"] = ("rate-limiter-map", "allowRequest"),
        ["stalled-chain"] = ("chain-stuck", ""),
        ["block-reads"] = ("garbage-not-leak", ""),
        ["restarts"] = ("process-replaced", ""),
        ["minimal-mode"] = ("mode-minimal", ""),
        ["rest-disabled"] = ("rest-off", ""),
        ["no-diagnostics"] = ("diagnostics-off", ""),
        ["warn-level-log"] = ("log-level", ""),
        ["rate-limited"] = ("poller-rate-limited", ""),
        ["planted-ispc-12"] = ("growth-by-function", "context.recordExecutionTrace"),
        ["live-heap-planted-ispc-12"] = ("growth-by-function", "context.recordExecutionTrace"),
        ["memory-limit-planted"] = ("growth-by-function", "context.recordExecutionTrace"),
        ["planted-event-cache"] = ("growth-by-function", "event.keepDelivery"),
        ["live-heap-planted-event-12-fine"] = ("growth-by-function", "event.keepDelivery"),
        ["gogc-50-planted"] = ("growth-by-function", "event.keepDelivery"),
        ["planted-api-goroutines"] = ("goroutines-by-function", "middleware.trackCallerWait"),
        ["cycles-reads"] = (None, ""),
        ["cycles-transfers"] = ("pool-queue-keeps-confirmed", ""),
        ["sync-join"] = (None, ""),
    };

    private static readonly string[] Folders =
        [.. Directory.GetDirectories(Path.Combine(RepositoryFolder.Scenarios, "_recordings")), .. Others()
            .Where(f => File.Exists(Path.Combine(f, "recording.json")))];

    private static IEnumerable<TestCaseData> Recordings =>
        Folders.Select(f => new TestCaseData(f).SetArgDisplayNames(Path.GetFileName(f)));

    [Test]
    public void Every_recording_has_a_right_diagnosis()
    {
        Folders.Length.ShouldBeGreaterThanOrEqualTo(26);
        Folders.Select(Path.GetFileName).Except(Expected.Keys).ShouldBeEmpty();
        Expected.Values.Select(e => e.First).Where(e => e != None).ShouldAllBe(id => Problems.Find(id) != null);
    }

    [TestCaseSource(nameof(Recordings))]
    public async Task Each_recording_yields_its_right_diagnosis_first(string folder)
    {
        var name = Path.GetFileName(folder);
        var whole = await RunDiagnosis.OfAsync(folder, name, TimeSpan.FromMinutes(5), default);
        var byUrl = RunDiagnosis.Of(whole.Source with { Log = null, Configuration = null });
        Print(name, "folder", whole.Found);
        Print(name, "url", byUrl.Found);

        Check(name, whole.Found);
        // The level of a log is not served over HTTP: that is said, and nothing else is made of it.
        if (name == "warn-level-log")
            byUrl.Found.Found.ShouldBeEmpty();
        else
            Check(name, byUrl.Found);
        if (whole.Source.Log is not null)
            await ByLog(folder, name);
    }

    private static async Task ByLog(string folder, string name)
    {
        var log = await RunDiagnosis.OfAsync(Path.Combine(folder, "logs"), name, TimeSpan.FromMinutes(5), default);
        Print(name, "log", log.Found);
        var right = Expected[name].First;
        var first = log.Found.Found.Count > 0 ? log.Found.Found[0].Problem.Id : None;
        // A log has no profiles: it tells that the heap or goroutines grow, and names nobody; what has stopped is no harm there either.
        if (first == right || log.Found.Outcome == Verdicts.Outcome.Held
            || (first == Problems.UnexplainedGrowth.Id && GrowsByFunction.Contains(right))
            || first == Problems.GoroutineGrowth.Id
            || (KeptBefore.Contains(name) && first == Problems.PoolQueue.Id))
        {
            return;
        }

        first.ShouldBe(None, "another diagnosis than the right one");
        log.Found.NotVisible.Select(u => u.Problem.Id).ShouldContain(right);
        new DiagnosisText(Texts.Language.English).WhyUnseen(Problems.Find(right)!).ShouldNotBeNullOrEmpty();
    }

    internal static void Check(string name, NodeDiagnosis diagnosis)
    {
        var (first, function) = Expected[name];
        if (first == None)
        {
            diagnosis.Found.ShouldBeEmpty();
            return;
        }

        if (AtTheEdge.Contains(name) && diagnosis.Outcome == Verdicts.Outcome.Inconclusive)
        {
            diagnosis.Undecided.ShouldContain(u => u.Metric == Metric.LiveHeap);
            return;
        }

        diagnosis.Found.ShouldNotBeEmpty();
        diagnosis.Found[0].Problem.Id.ShouldBe(first);
        (diagnosis.Found[0].Function ?? "").ShouldContain(function);
        diagnosis.Found[0].Evidence.ShouldNotBeEmpty();
    }

    internal static void Print(string name, string by, NodeDiagnosis diagnosis)
    {
        var text = new DiagnosisText(Texts.Language.English);
        var found = diagnosis.Found.Select(f =>
            string.Create(CultureInfo.InvariantCulture,
            $"{f.Problem.Id} {f.Rank} {f.Certainty} {string.Join("; ", f.Evidence.Select(text.Of))}"));
        TestContext.Out.WriteLine($"{name} by {by}: {string.Join(" | ", found.DefaultIfEmpty(None))}");
        foreach (var growth in diagnosis.Undecided)
            TestContext.Out.WriteLine($"    undecided: {text.Of(growth)}");
        foreach (var unseen in diagnosis.NotVisible.Where(u => u.Hint is not null))
            TestContext.Out.WriteLine($"    not visible: {unseen.Problem.Id}: {text.Of(unseen.Hint!)}");
    }

    private static string[] Others() =>
        Environment.GetEnvironmentVariable("WESMEMGUARD_RECORDINGS") is { Length: > 0 } folder
            ? Directory.GetDirectories(folder) : [];
}
