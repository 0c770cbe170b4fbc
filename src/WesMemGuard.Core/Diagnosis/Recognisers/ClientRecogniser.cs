using WesMemGuard.Measurement;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Diagnosis.Recognisers;

/// <summary>The client beside the node grows; whether the node does as well is told with it, as that is what people ask first.</summary>
internal static class ClientRecogniser
{
    private static readonly Metric[] Looked = [Metric.LiveHeap, Metric.Native];

    public static IEnumerable<DiagnosedProblem> Look(RunSymptoms s)
    {
        if (s.Run.Client.Count == 0)
            yield break;
        var growths = Looked.Select(metric => JudgedGrowth.Of(s.Run, metric, RunSymptoms.HarmlessPerHour, s.WarmUpCut, Metrics.Client))
            .Where(growth => growth.Grows).ToList();
        if (growths.Count == 0)
            yield break;
        yield return new DiagnosedProblem(Problems.ClientGrowth, Certainty.Shown, [.. growths.Select(Grows), .. Node(s)])
        {
            BytesPerHour = growths.Max(growth => growth.LowPerHour),
        };
    }

    private static Symptom Grows(JudgedGrowth growth) => new("client-grows", growth.Metric.Name(), growth.SlopePerHour / ByteSize.MiB,
        growth.LowPerHour / ByteSize.MiB, growth.HighPerHour / ByteSize.MiB, growth.Evidence, growth.Samples);

    private static IEnumerable<Symptom> Node(RunSymptoms s)
    {
        if (s.LiveGrowth.Outcome == Outcome.Held)
            yield return new Symptom("node-stands", s.LiveGrowth.SlopePerHour / ByteSize.MiB);
        else if (s.LiveGrows)
            yield return new Symptom("node-grows-too", s.LiveGrowth.SlopePerHour / ByteSize.MiB);
    }
}
