using WesMemGuard.Diagnosis;
using WesMemGuard.Diagnosis.Recognisers;
using WesMemGuard.HeapDumps;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts.Limits;

/// <summary>Limits of the client beside the node, judged by its own readings with the node's judge.</summary>
internal sealed class ClientLimitTests
{
    private const string Growth = """{ "of": "client", "metric": "liveHeap", "growthPerHour": "2 MiB" }""";
    private const string PerCall = """{ "of": "client", "metric": "liveHeap", "growthPer": { "unit": "call", "max": "10 B" } }""";
    private const string OfNode = """{ "of": "process", "metric": "liveHeap", "growthPerHour": "8 MiB" }""";

    [Test]
    public void A_client_that_leaks_breaks_its_limits_and_leaves_the_nodes_alone()
    {
        var verdict = Judged.All(Run(bytesPerCall: 100), "5 min", Growth, PerCall, OfNode);

        verdict.Verdicts[0].ShouldBe(Outcome.Broken, "");
        verdict.Verdicts[0].Evidence.ShouldBe("full collections");
        (verdict.Verdicts[1].Value!.Value * 1024).ShouldBe(100, 2);
        verdict.Verdicts[1].Outcome.ShouldBe(Outcome.Broken);
        verdict.Verdicts[2].Outcome.ShouldBe(Outcome.Held);
        verdict.Verdicts[0].Message.In(Language.English)
            .ShouldStartWith("client liveHeap in scenario \"synthetic\" should grow by at most");
    }

    [Test]
    public void The_types_that_grew_between_two_dumps_are_the_suspects()
    {
        var run = Run(bytesPerCall: 100);
        run.Profiles.Add(Dump(SyntheticRun.At(0), 10, 1));
        run.Profiles.Add(Dump(SyntheticRun.At(40), 2000, 2));

        var verdict = run.By(Growth);

        verdict.Suspects.Select(s => s.Function).ShouldBe(["Shop.Quote"]);
        verdict.Suspects[0].Bytes.ShouldBe(1990 * 96);
        verdict.Next.ShouldBe("wesmemguard diff runs/synthetic/profiles/client-1.gcdump runs/synthetic/profiles/client-2.gcdump");
        verdict.Message.In(Language.English).ShouldContain("Shop.Quote");
    }

    private static ProfileCapture Dump(DateTimeOffset at, int quotes, int number)
    {
        using var to = new HeapDumpWriter();
        var (quote, text) = (to.Type("Shop.Quote", 96), to.Type("System.String", 40));
        for (var i = 0; i < quotes; i++)
            to.Object(quote, 96, 0, []);
        to.Object(text, 40, 0, []);
        to.Object(to.Type("[.NET Roots]", 0), 0, 0, []);
        return new ProfileCapture(at, ProfileKind.HeapDump, $"profiles/client-{number}.gcdump", to.ToArray(1, at));
    }

    [Test]
    public void A_client_that_keeps_nothing_holds()
    {
        var verdict = Judged.All(Run(bytesPerCall: 0), "5 min", Growth, PerCall);

        verdict.Verdicts.ShouldAllBe(v => v.Outcome == Outcome.Held);
    }

    [Test]
    public void Without_a_full_collection_the_live_heap_is_unknown_and_the_reason_says_what_makes_one()
    {
        var run = Run(bytesPerCall: 100);
        for (var i = 0; i < run.Client.Count; i++)
        {
            var sample = run.Client[i].Sample!;
            run.Client[i] = run.Client[i] with { Sample = sample with { Runtime = sample.Runtime! with { HeapLive = null, GcCount = 0 } } };
        }

        run.By(Growth).ShouldBe(Outcome.NotMeasured, "the process made no full collection");
    }

    [Test]
    public void A_client_that_dies_breaks_its_own_limits_alone()
    {
        var run = Run(bytesPerCall: 0);
        run.Events.Add(new RunEvent(SyntheticRun.At(0), RunEvent.ClientStarted));
        run.Events.Add(new RunEvent(SyntheticRun.At(39), RunEvent.ClientDied) { Code = 134 });

        var verdict = Judged.All(run, "5 min", Growth, OfNode);

        verdict.Verdicts[0].ShouldBe(Outcome.Broken, "the client died at");
        verdict.Verdicts[1].Outcome.ShouldBe(Outcome.Held);
    }

    [Test]
    public void Diagnose_says_that_the_client_leaks_and_the_node_does_not()
    {
        var found = Recogniser.Diagnose(new DiagnosisCase(Run(bytesPerCall: 100))).Found;

        var client = found.Single(f => f.Problem == Problems.ClientGrowth);
        client.Evidence.Select(e => e.Key).ShouldBe(["client-grows", "node-stands"]);
    }

    [Test]
    public void A_run_without_a_client_measures_none() =>
        SyntheticRun.Flat.Build().By(Growth).ShouldBe(Outcome.NotMeasured, "the run has no client");

    [Test]
    public void A_clients_readings_survive_the_run_file()
    {
        var run = Run(bytesPerCall: 100);
        using var file = new MemoryStream();
        using (var writer = new RunFileWriter(file, (_, _) => { }))
        {
            var recorder = new RunRecorder(run.Header, writer);
            foreach (var reading in run.Client)
                recorder.Add(reading);
        }

        using var written = new MemoryStream(file.ToArray());
        RunFile.Read(written, "run.jsonl", _ => null).Client.ShouldBe(run.Client);
    }

    /// <summary>Forty minutes: a call each second, a full collection each ten, the node as flat as it is.</summary>
    private static MemoryRun Run(double bytesPerCall)
    {
        var run = SyntheticRun.Flat.Build();
        for (var second = 0; second <= 2400; second += 10)
        {
            var at = SyntheticRun.At(second / 60.0);
            // A little of what calls in flight have not let go of yet.
            var live = (20 * ByteSize.MiB) + (bytesPerCall * 100 * second) + (2048 * (second % 7));
            run.Client.Add(new Reading<ClientSample>(at, new ClientSample
            {
                Process = new ProcessSample(4711, 80 * ByteSize.MiB, 60 * ByteSize.MiB + (1024 * (second % 50)), 20 * ByteSize.MiB, 20, 90),
                Runtime = new MetricsSample
                {
                    HeapLive = live,
                    HeapAlloc = live + (4 * ByteSize.MiB),
                    AllocTotal = second * 1e6,
                    Sys = 40 * ByteSize.MiB,
                    HeapReleased = 0,
                    GcCount = (second / 10) + 1,
                    LastGcSeconds = (at - DateTimeOffset.UnixEpoch).TotalSeconds - 1,
                },
                Calls = 100.0 * second,
            }, null));
        }

        return run;
    }
}
