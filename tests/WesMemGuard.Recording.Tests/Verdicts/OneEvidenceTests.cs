using WesMemGuard.Diagnosis;
using WesMemGuard.LiveHeap;
using WesMemGuard.Measurement;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Recording.Tests.Verdicts;

/// <summary>
/// No two verbs rest on different evidence for the same window: the judge, the diagnosis with the analysis, charts
/// and watch all ask one decision.
/// </summary>
internal sealed class OneEvidenceTests
{
    public static IEnumerable<string> Names => RecordedRuns.Names;

    [Test]
    public void There_are_recordings() => Names.ShouldNotBeEmpty();

    [Test]
    public void There_are_recordings_of_every_evidence() =>
        RecordedRuns.Names.Select(n => LiveHeapDecision.Of(RecordedRuns.Of(n)).Name).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(["gc=1", "next_gc"]);

    [TestCaseSource(nameof(Names))]
    public void Of_a_recording_all_rest_on_the_same(string name)
    {
        var run = RecordedRuns.Of(name);
        var decided = LiveHeapDecision.Of(run);

        var symptoms = new RunSymptoms(new DiagnosisCase(run));
        symptoms.Live.Name.ShouldBe(decided.Name);
        symptoms.Live.Points.ShouldBe(decided.Points);
        var values = new MetricValues(run);
        values.SourceOf(Metric.LiveHeap).ShouldBe(decided.Name);
        values.Of(Metric.LiveHeap).Select(v => v.Value).ShouldBe(decided.Points.Select(p => p.Bytes));

        var verdict = BudgetJudge.Judge(run, SelfTest.DefaultBudget, new JudgeContext(name, "budget.json",
            "run.jsonl")).Verdicts[0];
        verdict.Evidence.ShouldBeOneOf(decided.Name, LiveHeapSeries.NameOf(LiveHeapEvidence.Floors), "none");
        if (verdict.Evidence == LiveHeapSeries.NameOf(LiveHeapEvidence.Floors))
            LiveHeapDecision.Of(run, verdict.From, verdict.To).Taken.WhyNone.ShouldNotBeNull();
        var tested = SelfTest.Of(run, SelfTest.DefaultBudget, null, new JudgeContext(name, "budget.json", "run.jsonl"));
        tested.Limits[0].AsItIs.Evidence.ShouldBe(verdict.Evidence);
    }

    [TestCaseSource(nameof(Names))]
    public void What_was_not_taken_says_why(string name)
    {
        var run = RecordedRuns.Of(name);
        var decision = LiveHeapDecision.Of(run, null, null);

        decision.Others.ShouldAllBe(o => o.Why.Id.Length > 0 && o.Name != decision.Taken.Name);
        if (run.LiveHeap.Exists(r => r.Sample is not null) && run.Metrics.Exists(r => r.Sample is not null))
            decision.Others.Count.ShouldBe(1);
    }
}
