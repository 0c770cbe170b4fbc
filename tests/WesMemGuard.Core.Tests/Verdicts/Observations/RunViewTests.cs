using WesMemGuard.Budgets;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Core.Tests.Verdicts.Observations;

internal sealed class RunViewTests
{
    private static readonly Miss Miss = new(MissKind.TimedOut, "made by a test");
    private static readonly Window Late = new(SyntheticRun.At(30), SyntheticRun.At(40));

    [Test]
    public void Warm_up_begins_with_the_process_where_it_says_its_start()
    {
        var view = new RunView(SyntheticRun.Flat.Build(),
            Judged.Budget("5 min", Judged.RssPeak) with { WarmUpOfRun = false }, null);

        view.AfterWarmUp(Late with { From = SyntheticRun.At(0) }).From.ShouldBe(SyntheticRun.At(5) - SyntheticRun.Age);
        view.AfterWarmUp(Late).ShouldBe(Late);
    }

    [Test]
    public void A_node_that_has_run_for_days_has_no_warm_up_left()
    {
        var run = SyntheticRun.Flat.Build();
        for (var i = 0; i < run.Metrics.Count; i++)
            run.Metrics[i] = run.Metrics[i]
                with
            { Sample = run.Metrics[i].Sample! with { StartTimeSeconds = SyntheticRun.Start.AddDays(-3).ToUnixTimeSeconds() } };
        var view = new RunView(run, Judged.Budget("5 min", Judged.RssPeak) with { WarmUpOfRun = false }, null);

        view.AfterWarmUp(Late with { From = SyntheticRun.At(0) }).From.ShouldBe(SyntheticRun.At(0));
    }

    [TestCase(1.8e12)]
    [TestCase(double.MaxValue)]
    public void A_start_that_is_no_time_is_none(double start)
    {
        var run = SyntheticRun.Flat.Build();
        for (var i = 0; i < run.Metrics.Count; i++)
            run.Metrics[i] = run.Metrics[i] with { Sample = run.Metrics[i].Sample! with { StartTimeSeconds = start } };
        var view = new RunView(run, Judged.Budget("5 min", Judged.RssPeak) with { WarmUpOfRun = false }, null);

        view.AfterWarmUp(Late with { From = SyntheticRun.At(0) }).From.ShouldBe(run.Memory[0].At.AddMinutes(5));
    }

    [TestCase("memory")]
    [TestCase("metrics")]
    [TestCase("live heap")]
    [TestCase("diagnostics")]
    public void Warm_up_begins_with_the_first_answer_of_whatever_source(string first)
    {
        var run = SyntheticRun.Empty;
        Add(run, first, 4);
        foreach (var source in (string[])["memory", "metrics", "live heap", "diagnostics"])
            Add(run, source, 7, 8);
        run.Process.Add(new Reading<ProcessSample>(SyntheticRun.At(0), new ProcessSample(1, 1, 1, 1, 1, 1), null));

        View(run).AfterWarmUp(Late with { From = SyntheticRun.At(0) }).From.ShouldBe(SyntheticRun.At(9));
    }

    [Test]
    public void A_request_without_an_answer_begins_no_warm_up()
    {
        var run = SyntheticRun.Empty;
        run.Memory.Add(new Reading<MemorySample>(SyntheticRun.At(1), null, Miss));
        run.Metrics.Add(new Reading<MetricsSample>(SyntheticRun.At(1), null, Miss));
        run.LiveHeap.Add(new Reading<CollectedHeapSample>(SyntheticRun.At(1), null, Miss));
        run.Diagnostics.Add(new Reading<DiagnosticsSample>(SyntheticRun.At(1), null, Miss));
        Add(run, "metrics", 6, 10);

        View(run).AfterWarmUp(Late with { From = SyntheticRun.At(0) }).From.ShouldBe(SyntheticRun.At(11));
        View(run).Extent.ShouldBe(new Window(SyntheticRun.At(6), SyntheticRun.At(10)));
    }

    [TestCase(11, 11)]
    [TestCase(10.9, 11)]
    [TestCase(12, 12)]
    public void A_window_is_cut_only_by_what_warm_up_covers(double from, double cut)
    {
        var run = SyntheticRun.Empty;
        Add(run, "metrics", 6, 40);

        View(run).AfterWarmUp(Late with { From = SyntheticRun.At(from) }).ShouldBe(Late with { From = SyntheticRun.At(cut) });
    }

    [TestCase(20, 25)]
    [TestCase(19.9, 19.9)]
    [TestCase(21, 25)]
    [TestCase(33, 33)]
    public void Warm_up_begins_anew_with_the_process_that_came_before_the_window(double from, double cut)
    {
        var run = SyntheticRun.Empty;
        Add(run, "memory", 0, 40);
        run.Process.Add(new Reading<ProcessSample>(SyntheticRun.At(19), new ProcessSample(1, 1, 1, 1, 1, 1), null));
        run.Process.Add(new Reading<ProcessSample>(SyntheticRun.At(20), new ProcessSample(2, 1, 1, 1, 1, 1), null));

        View(run).AfterWarmUp(Late with { From = SyntheticRun.At(from) }).From.ShouldBe(SyntheticRun.At(cut));
    }

    [Test]
    public void A_run_lasts_from_its_first_answer_to_its_last_request_of_whatever_source()
    {
        var run = SyntheticRun.Empty;
        View(run).Extent.ShouldBe(new Window(SyntheticRun.Start, SyntheticRun.Start));
        run.Memory.Add(new Reading<MemorySample>(SyntheticRun.At(3), null, Miss));
        run.Metrics.Add(new Reading<MetricsSample>(SyntheticRun.At(2), null, Miss));
        View(run).Extent.ShouldBe(new Window(SyntheticRun.At(2), SyntheticRun.At(3)));

        run.Diagnostics.Add(new Reading<DiagnosticsSample>(SyntheticRun.At(9), new DiagnosticsSample(1, 1, 1, 1),
            null));
        View(run).Extent.ShouldBe(new Window(SyntheticRun.At(9), SyntheticRun.At(9)));
        run.Process.Add(new Reading<ProcessSample>(SyntheticRun.At(8), new ProcessSample(1, 1, 1, 1, 1, 1), null));
        View(run).Extent.ShouldBe(new Window(SyntheticRun.At(8), SyntheticRun.At(9)));
        Add(run, "live heap", 7, 10);
        View(run).Extent.ShouldBe(new Window(SyntheticRun.At(7), SyntheticRun.At(10)));
        Add(run, "metrics", 6, 11);
        View(run).Extent.ShouldBe(new Window(SyntheticRun.At(6), SyntheticRun.At(11)));
        Add(run, "memory", 5, 12);
        View(run).Extent.ShouldBe(new Window(SyntheticRun.At(5), SyntheticRun.At(12)));
    }

    [TestCase(0, 10, "warm")]
    [TestCase(10, 24, "load")]
    [TestCase(9.9, 10.1, "warm load")]
    [TestCase(24, 40, "settle")]
    [TestCase(-5, 0, "")]
    [TestCase(40, 50, "")]
    [TestCase(-5, 50, "warm load settle")]
    public void A_phase_lies_in_a_window_by_more_than_an_end(double from, double to, string names) =>
        string.Join(' ', View(SyntheticRun.Flat.Build()).PhasesIn(new Window(SyntheticRun.At(from),
            SyntheticRun.At(to)))
            .Select(p => p.Name)).ShouldBe(names);

    [Test]
    public void A_phases_window_begins_when_its_samples_are_its_own()
    {
        var phase = SyntheticRun.Idle("p", 10, 20);

        RunView.WindowOf(phase).ShouldBe(new Window(SyntheticRun.At(10.25), SyntheticRun.At(20)));
        RunView.LevelWindow(phase, SeriesKind.Floors).ShouldBe(RunView.WindowOf(phase));
        RunView.LevelWindow(phase, SeriesKind.Counts).ShouldBe(RunView.WindowOf(phase));
        RunView.LevelWindow(phase, SeriesKind.LiveHeap).ShouldBe(new Window(SyntheticRun.At(10), SyntheticRun.At(20)));
    }

    [Test]
    public void What_was_found_is_found_once_for_the_same_limit_window_and_name()
    {
        var view = View(SyntheticRun.Flat.Build());
        var twins = Judged.Budget("5 min", Judged.RssPeak, Judged.RssPeak).Limits;
        var calls = 0;

        int Find(Limit limit, Window window, string what) => view.Once((limit, window, what), () => ++calls);

        Find(twins[0], Late, "a").ShouldBe(1);
        Find(twins[0], Late, "a").ShouldBe(1);
        Find(twins[0], Late, "b").ShouldBe(2);
        Find(twins[0], Late with { To = SyntheticRun.At(41) }, "a").ShouldBe(3);
        Find(twins[1] with { Line = 2 }, Late, "a").ShouldBe(4);
        Find(twins[0] with { }, Late, "a").ShouldBe(5);
    }

    private static void Add(MemoryRun run, string source, params double[] minutes)
    {
        foreach (var at in minutes.Select(SyntheticRun.At))
        {
            switch (source)
            {
                case "memory":
                    run.Memory.Add(new Reading<MemorySample>(at, new MemorySample(1, 1, 1, 1, 1, []), null));
                    break;
                case "metrics":
                    run.Metrics.Add(new Reading<MetricsSample>(at, new MetricsSample(), null));
                    break;
                case "live heap":
                    run.LiveHeap.Add(new Reading<CollectedHeapSample>(at, new CollectedHeapSample(1, 1, 1, at), null));
                    break;
                default:
                    run.Diagnostics.Add(new Reading<DiagnosticsSample>(at, new DiagnosticsSample(1, 1, 1, 1), null));
                    break;
            }
        }
    }

    private static RunView View(MemoryRun run) => new(run, Judged.Budget("5 min", Judged.RssPeak), null);
}
