using System.Globalization;
using System.Text.Json;
using WesMemGuard.Cli.Options;
using WesMemGuard.Diagnosis;
using WesMemGuard.Harness.Diagnosing;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Cli.Output;

/// <summary>What <c>diagnose</c> says to people.</summary>
internal sealed class DiagnosisReport(Surroundings to)
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(DiagnosisReport));
    private readonly LocalTexts _texts = Texts.In(to.Language);
    private readonly DiagnosisText _words = new(to.Language);

    /// <summary>Everything that was recognised, and what can't be seen here.</summary>
    public void Write(string name, DiagnosisCase known, NodeDiagnosis diagnosis)
    {
        var run = known.Run;
        if (known.IsLogAlone)
            Paragraph.Write(to, "", _texts.Format("HeadLog", name, run.Memory.Count));
        else if (run.Memory.Count == 0 && known.Log is null)
            Paragraph.Write(to, "", _texts.Format("HeadPages", name, run.Metrics.Count(r => r.Sample is not null), run.Profiles.Count));
        else
            Paragraph.Write(to, "",
                _texts.Format("Head", name, run.Memory.Count(r => r.Sample is not null),
                run.Metrics.Count(r => r.Sample is not null), run.Profiles.Count, _texts[known.Log is null ? "NoLog" : "WithLog"]));
        LossLines.Write(name, SeenLosses.Of(run), to);
        if (NodePresence.WhyGone(run) is { } gone)
            Paragraph.Write(to, "  ", gone.In(to.Language));
        if (diagnosis.Found.Count == 0)
            Paragraph.Write(to, "  ",
                _texts[!diagnosis.IsMeasured ? "NotMeasured" : diagnosis.Undecided.Count > 0 ? "NothingYet" : "Nothing"]);
        foreach (var growth in diagnosis.Undecided)
            Paragraph.Write(to, "  ", _words.Of(growth));
        for (var i = 0; i < diagnosis.Found.Count; i++)
        {
            to.Out.WriteLine();
            Write(i + 1, diagnosis.Found[i]);
        }

        if (diagnosis.NotVisible.Count == 0)
            return;
        to.Out.WriteLine();
        to.Out.WriteLine(_texts[known.IsLogAlone ? "UnseenInLog" : "UnseenOverHttp"]);
        foreach (var unseen in diagnosis.NotVisible)
            Paragraph.Write(to, $"  {unseen.Problem.Id,-24} ", WhyUnseen(unseen));
    }

    /// <summary>What is known of a problem, whether it is there or not.</summary>
    public void Write(Problem problem)
    {
        Paragraph.Write(to, problem.Id + ": ", _words.TitleOf(problem));
        Labelled("Means", _words.MeaningOf(problem));
        Steps(_words.StepsOf(problem));
        if (problem.Holder is { } holder)
            Labelled("Holder", holder);
        Labelled("InLog", _words.WhyUnseen(problem) ?? _texts["SeenInLog"]);
    }

    /// <summary>What is known of a holder.</summary>
    public void Write(KnownHolder holder)
    {
        Paragraph.Write(to, holder.Name + ": ", _texts["Reports" + holder.Reports]);
        Labelled("Holds", _words.HoldsOf(holder));
        Labelled("Bound", _words.BoundOf(holder));
        Labelled("Leaks", _words.LeaksOf(holder));
        Labelled("Look", string.Join(", ", holder.Look));
    }

    /// <summary>What a run shows of a holder.</summary>
    public void Write(ModuleLook look)
    {
        if (look is { First: { } first, Last: { } last })
            Labelled("Itself",
                _texts.Format("Figures", first.Objects, last.Objects, last.ApproxBytes / ByteSize.MiB, last.CacheItems, last.QueueLength));
        Labelled("Measured", look.Measured is { } m
            ? string.Create(CultureInfo.InvariantCulture,
                $"{m.Bytes / ByteSize.MiB:#,0.0} MiB ({m.Low / ByteSize.MiB:#,0.0} .. "
                    + $"{m.High / ByteSize.MiB:#,0.0}){(m.Arena > 0 ? _texts.Format("OfArena", m.Arena / ByteSize.MiB) : "")}")
            : _texts["NoProfile"]);
        foreach (var place in look.Allocators)
            Labelled("Allocator",
                string.Create(CultureInfo.InvariantCulture, $"{place.Amount / ByteSize.MiB:#,0.00} MiB {place.Function} {place.Place}"));
        foreach (var place in look.Goroutines)
            Labelled("Goroutines",
                string.Create(CultureInfo.InvariantCulture, $"{place.Amount:0} {string.Join(" < ", place.Stack.Take(6))}"));
        foreach (var line in look.Lines)
            Labelled("Line", Told(line));
    }

    /// <summary>A line of the log without its braces; as it stands where it can't be read.</summary>
    private static string Told(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            string Of(string name) =>
                json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
            return $"{Of("timestamp")} {Of("level")} {Of("caller")} {Of("message")}";
        }
        catch (JsonException)
        {
            return line;
        }
    }

    /// <summary>Every problem and holder by name.</summary>
    public static string Names() => string.Join(", ", Problems.All.Select(p => p.Id).Concat(KnownHolders.All.Select(h => h.Name)));

    private void Write(int number, DiagnosedProblem found)
    {
        Paragraph.Write(to, string.Create(CultureInfo.InvariantCulture, $"{number}. "), _words.TitleOf(found));
        Labelled("Kind", _texts.Format("Certainty", _texts[found.Rank.ToString()], _words.Of(found.Certainty), found.Problem.Id));
        foreach (var symptom in found.Evidence)
            Labelled("Evidence", _words.Of(symptom));
        Labelled("Means", _words.MeaningOf(found.Problem));
        Steps(_words.StepsOf(found));
    }

    private void Steps(IReadOnlyList<string> steps)
    {
        foreach (var step in steps)
            Labelled("Do", step);
    }

    private string WhyUnseen(UnseenProblem unseen)
    {
        var why = _words.WhyUnseen(unseen.Problem) ?? _texts["LogOnly"];
        return unseen.Hint is { } hint ? $"{why}; {_words.Of(hint)}" : why;
    }

    private void Labelled(string label, string text) => Paragraph.Write(to, "   " + Paragraph.Padded(_texts[label], 11), text);
}
