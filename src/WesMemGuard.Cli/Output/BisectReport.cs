using System.Text.Json;
using System.Text;
using WesMemGuard.Cli.Options;
using WesMemGuard.Harness;
using WesMemGuard.Harness.Bisecting;
using WesMemGuard.Node;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Pprof;
using WesMemGuard.Pprof.Comparing;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Units;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output;

/// <summary>
/// What <c>bisect</c> says: a line a step, then the commit with what changed in the profiles across it.
/// </summary>
internal static class BisectReport
{
    private const int ShortId = 10;
    private const int MostRows = 5;

    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(BisectReport));

    /// <summary>A step as it ends.</summary>
    public static void Step(BisectStep step, Surroundings to)
    {
        var texts = Texts.In(to.Language);
        var state = texts[step.State.ToString()];
        var how = step.WasKnown ? texts["Known"] : step.Outcomes.Count == 0 ? ""
            : string.Join(", ", step.Outcomes.Select(o => OutcomeReasons.Of(o).In(to.Language)));
        var why = step.Why is { } reason ? reason.In(to.Language) : "";
        Paragraph.Write(to, "",
            string.Join(": ", new[] { $"{step.Commit[..ShortId]} {state}", how, why }.Where(t => t.Length > 0)));
    }

    /// <summary>The result.</summary>
    public static void Write(BisectResult result, FoundCommit? found, TimeSpan took, bool asJson, Surroundings to)
    {
        var rows = Grown(result);
        if (asJson)
        {
            to.Out.WriteLine(Json(result, found, took, rows));
            return;
        }

        var texts = Texts.In(to.Language);
        to.Out.WriteLine();
        if (result.Doubt is { } doubt)
            Paragraph.Write(to, "", doubt.In(to.Language));
        if (found is not null)
        {
            Paragraph.Write(to, "", texts.Format("Found", found.Commit, found.Author, found.Date));
            foreach (var line in found.Message.Split('\n'))
                to.Out.WriteLine(SafeText.Of("    " + line).TrimEnd());
        }
        else
        {
            Paragraph.Write(to, "", texts.Format("NotFound", result.Left.Count));
            foreach (var commit in result.Left)
                to.Out.WriteLine("    " + commit);
        }

        Paragraph.Write(to, "",
            texts.Format("Counts", result.Judged, result.Runs, result.Skipped, DurationText.Write(took)));
        foreach (var (name, bytes) in rows)
            Paragraph.Write(to, "    ", texts.Format("Grew", name, SizeText.Write(bytes)));
    }

    /// <summary>
    /// The functions that hold more at the end of the first bad commit's run than at the end of a good one's.
    /// </summary>
    private static List<(string Name, double Bytes)> Grown(BisectResult result)
    {
        var good = result.Steps.LastOrDefault(s => s is { State: CommitState.Good, RunFolder: not null });
        var bad = result.Steps.LastOrDefault(s => s.Commit == result.FirstBad && s.RunFolder is not null);
        if (good is null || bad is null || Last(good.RunFolder!) is not { } before
            || Last(bad.RunFolder!) is not { } after)
            return [];
        var (from, to) = CommonForm.Of(before, after);
        return [.. DiffTable.Between(from, to, ValueKind.InuseSpace, Grouping.Function).Where(r => r.Growth.Value > 0)
            .OrderByDescending(r => r.Growth.Value).Take(MostRows).Select(r => (r.Name, (double)r.Growth.Value))];
    }

    private static GoProfile? Last(string folder) =>
        new RunProfiles().Whole(RunFolder.Read(folder), ProfileKind.Heap) is { Count: > 0 } series
            ? series[^1].Profile : null;

    private static string Json(BisectResult result, FoundCommit? found, TimeSpan took,
        List<(string Name, double Bytes)> rows)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("firstBad", result.FirstBad);
            if (found is not null)
                json.WriteString("message", found.Message);
            json.WriteStartArray("left");
            foreach (var commit in result.Left)
                json.WriteStringValue(commit);
            json.WriteEndArray();
            json.WriteNumber("steps", result.Judged);
            json.WriteNumber("runs", result.Runs);
            json.WriteNumber("skipped", result.Skipped);
            json.WriteNumber("seconds", Math.Round(took.TotalSeconds, 1));
            if (result.Doubt is { } doubt)
            {
                json.WriteString("doubt", doubt.In(Language.English));
                ReasonJson.WriteMembers(json, doubt);
            }

            json.WriteStartArray("tried");
            foreach (var step in result.Steps)
                Write(json, step);
            json.WriteEndArray();
            json.WriteStartArray("grew");
            foreach (var (name, bytes) in rows)
            {
                json.WriteStartObject();
                json.WriteString("function", name);
                json.WriteNumber("bytes", bytes);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, BisectStep step)
    {
        json.WriteStartObject();
        json.WriteString("commit", step.Commit);
        json.WriteString("state", step.State switch
        {
            CommitState.Good => "good",
            CommitState.Bad => "bad",
            _ => "skipped",
        });
        json.WriteBoolean("known", step.WasKnown);
        json.WriteStartArray("outcomes");
        foreach (var outcome in step.Outcomes)
            json.WriteStringValue(OutcomeName.InJson(outcome));
        json.WriteEndArray();
        if (step.Why is { } why)
            ReasonJson.WriteMembers(json, why);
        json.WriteEndObject();
    }
}
