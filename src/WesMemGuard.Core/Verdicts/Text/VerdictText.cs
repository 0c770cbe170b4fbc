using System.Globalization;
using WesMemGuard.Budgets;
using WesMemGuard.Scenarios;
using WesMemGuard.Units;
using WesMemGuard.Verdicts.Dark;
using WesMemGuard.Verdicts.Limits;

namespace WesMemGuard.Verdicts.Text;

/// <summary>Puts findings into verdicts with their messages: the first line alone says subject, "should" and limit; labels always in the same order.</summary>
internal sealed class VerdictText(RunView view, JudgeContext context)
{
    /// <summary>The verdict of a limit.</summary>
    public Verdict Verdict(Limit limit, Finding found)
    {
        var (unit, factor) = FigureText.Unit(limit);
        var suspects = found.Outcome == Outcome.Broken && limit.Rule is not Peak && found.Window is { } window ? SuspectText.Of(view, limit, window) : new Suspects([], null);
        var notices = (IReadOnlyList<string>)[.. limit.Notices, .. found.Notices, .. Damage.Of(view.Run)];
        found = found with { Notices = notices };
        var dark = DarkGrowthFinder.Of(view, limit, found);
        return new Verdict
        {
            Of = limit.Of,
            Metric = limit.Metric.Name(),
            Limit = limit.Rule.Name,
            Outcome = found.Outcome,
            Value = found.Value / factor,
            Low = found.Low / factor,
            High = found.High / factor,
            Confidence = found.Low is null && found.High is null ? null : found.Confidence,
            Budget = limit.Rule.Bound / factor,
            Unit = unit,
            From = found.Window?.From,
            To = found.Window?.To,
            Samples = found.Samples,
            Evidence = found.Evidence,
            Reason = Plain.Text(found.Reason),
            More = found.Outcome == Outcome.Inconclusive && found.Statistical ? found.More : null,
            Notices = notices.Select(Plain.Text).ToList(),
            Suspects = suspects.Found,
            DarkGrowth = dark,
            Message = Message(limit, found, suspects, dark),
        };
    }

    private string Message(Limit limit, Finding found, Suspects suspects, DarkGrowth? dark)
    {
        var lines = new MessageLines();
        if (found.Outcome is Outcome.Held or Outcome.Broken)
        {
            lines.Add($"{Subject(limit)} {Sentences.Should(limit)}");
            lines.Add("    " + Sentences.ButOrAnd(limit, found));
        }
        else
        {
            lines.Add($"{Subject(limit)} could not be {(found.Outcome == Outcome.NotMeasured ? "measured" : "judged")}");
            lines.Add("    because " + found.Reason);
        }

        lines.Add("");
        lines.Add("  budget     " + BudgetLine(limit));
        lines.Add("  measured   " + (found.Measured ?? "nothing") + Figure(limit, found));
        if (found.Outcome == Outcome.Broken)
            Culprits(limit, found, suspects, dark, lines);
        foreach (var notice in found.Notices)
            lines.Add("  notice     " + notice, Keep.Notices);
        if (found.Outcome == Outcome.Broken && BreachFiles.Of(view.Run, limit) is { } files)
            lines.Add("  profiles   " + files);
        if (found.Outcome == Outcome.Broken && NextCommand.Of(view, limit, context) is { } next)
            lines.Add("  next       " + next);
        lines.Add("  evidence   " + Evidence(found));
        return lines.ToString();
    }

    private string Subject(Limit limit)
    {
        var of = limit.IsOfProcess ? limit.Metric.Name() : $"{limit.Of} {limit.Metric.Name()}";
        return $"{of} in scenario \"{context.Scenario}\"";
    }

    private string BudgetLine(Limit limit)
    {
        var warm = limit.Rule is GrowthPerHour or Budgets.Growth or GrowthPer ? $" after {DurationText.Write(view.Budget.WarmUp)} warm-up" : "";
        var phase = limit.Phase is null ? "" : $" in phase \"{limit.Phase}\"";
        return $"{limit.Text}{phase}{warm}; {context.BudgetPath}:{limit.Line}";
    }

    /// <summary>A figure that could not become a verdict is shown all the same.</summary>
    private static string Figure(Limit limit, Finding found) =>
        found.Outcome is Outcome.Held or Outcome.Broken || found.Value is not { } value ? "" : $"; {FigureText.Of(limit, value)}{Sentences.Interval(limit, found)}";

    private void Culprits(Limit limit, Finding found, Suspects suspects, DarkGrowth? dark, MessageLines lines)
    {
        lines.Add("  since      " + (found.Since is { } since ? Moment(since) : "unknown: only the levels of two phases are compared"));
        if (limit.Rule is not Peak)
            SuspectText.Write(view, limit, found, suspects, lines);
        if (dark is not null)
            lines.Add("             " + DarkGrowthFinder.Text(dark), Keep.Culprits);
        foreach (var line in RuledOut.Lines(view, limit, found))
            lines.Add(line, Keep.Aside);
    }

    private string Moment(DateTimeOffset at)
    {
        var phase = view.Run.Phases.LastOrDefault(p => p.StartedAt <= at && at <= p.EndedAt);
        var where = phase is null ? "" : string.Create(CultureInfo.InvariantCulture, $", {(at - phase.StartedAt).TotalSeconds:0} s after phase \"{phase.Name}\" began");
        return at.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) + where;
    }

    private string Evidence(Finding found)
    {
        var window = found.Window is { } w && w.Length > TimeSpan.Zero ? $", {w.From:HH:mm:ss} .. {w.To:HH:mm:ss}Z" : "";
        return $"{context.EvidencePath} ({found.Evidence}{window})";
    }
}
