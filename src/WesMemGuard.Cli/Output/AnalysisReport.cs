using System.Globalization;
using WesMemGuard.Analysis;
using WesMemGuard.Cli.Options;
using WesMemGuard.Diagnosis;
using WesMemGuard.Harness.Diagnosing;

namespace WesMemGuard.Cli.Output;

/// <summary>What <c>analyze</c> says to people.</summary>
internal sealed class AnalysisReport(Surroundings to)
{
    private const int WideEnough = 105;
    private const int MostHolders = 8;
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(AnalysisReport));
    private readonly LocalTexts _texts = Texts.In(to.Language);
    private readonly AnalysisText _words = new(to.Language);

    /// <summary>The whole picture.</summary>
    public void Write(RunAnalysis analysis)
    {
        if (analysis.Pictures.Count == 0)
            Paragraph.Write(to, "", _texts.Format("NoSample", analysis.Name));
        foreach (var picture in analysis.Pictures)
        {
            Write(analysis.Name, picture);
            to.Out.WriteLine();
        }

        Thresholds(analysis.Thresholds);
        Findings(analysis);
    }

    private void Write(string name, MemoryPicture picture)
    {
        Paragraph.Write(to, "", _texts.Format(picture.When, name, picture.At));
        Paragraph.Write(to, "  ", _texts.Format("Live", picture.Live.Bytes / ByteSize.MiB, picture.Live.Evidence, picture.Live.At));
        var above = (picture.Sample.HeapAlloc - picture.Sample.RssBytes) / ByteSize.MiB;
        var arena = picture.Modules.Sum(m => m.Measured?.Arena ?? 0) / ByteSize.MiB;
        if (above > 0)
            Paragraph.Write(to, "  ", picture.ProfileAt is null ? _texts.Format("AboveUnknown", above)
                : arena < 1 ? _texts.Format("AboveUntouched", above) : _texts.Format("Above", above, arena));
        if (picture.WhyRss is { } why)
            Paragraph.Write(to, "  ", _words.Of(why));
        to.Out.WriteLine();
        foreach (var account in new[] { picture.Heap, picture.Taken, picture.Resident }.OfType<Account>())
            Write(account);
        Modules(picture);
    }

    private void Write(Account account)
    {
        to.Out.WriteLine($"  {_texts[account.Name]}");
        foreach (var part in account.Parts.Where(p => Math.Abs(p.Bytes) >= 0.05 * ByteSize.MiB))
            Amount(part.Bytes, part.Error is { } error
                ? _texts.Format("Within", _words.PartOf(part.Name), error / ByteSize.MiB) : _words.PartOf(part.Name));
        Amount(account.Total, $"{_texts["sum"]}: {_words.PartOf(account.Name)}");
        to.Out.WriteLine();
    }

    private void Amount(double bytes, string what) =>
        Paragraph.Write(to, string.Create(CultureInfo.InvariantCulture, $"  {bytes / ByteSize.MiB,12:#,0.0} MiB  "), what);

    private void Modules(MemoryPicture picture)
    {
        // A service that is no WES node has no modules that report of themselves: what is measured is all there is.
        if (picture.Modules.All(m => m.Reported is null))
        {
            Measured(picture);
            return;
        }

        var isWide = to.Width >= WideEnough;
        Paragraph.Write(to, "  ", picture.ProfileAt is { } at ? _texts.Format("Profile", at) : _texts["NoProfile"]);
        string[] titles = [_texts["Module"], _texts["Objects"], _texts["Self"], _texts["Cache"], _texts["Queue"], _texts["Measured"]];
        to.Out.WriteLine(Line(titles[0], titles.AsSpan(1), isWide ? [_texts["Interval"], _texts["Layer"]] : []));
        // The node's own modules always, of the holders without a report the largest.
        var silent = picture.Modules.Where(m => m.Reported is null).Skip(MostHolders).ToList();
        foreach (var row in picture.Modules.Except(silent))
            to.Out.WriteLine(SafeText.Of(Row(row, isWide)));
        if (silent.Count > 0)
            to.Out.WriteLine(Line(_texts.Format("Others", silent.Count),
                ["-", "-", "-", "-", (silent.Sum(m => m.Measured?.Bytes ?? 0) / ByteSize.MiB)
                .ToString("#,0.0", CultureInfo.InvariantCulture)], []));
        Paragraph.Write(to, "  ", _texts.Format("Totals", picture.SelfReported / ByteSize.MiB, 100 * picture.ExplainedBySelf));
        if (picture is { Measured: { } measured, Explained: { } explained })
            Paragraph.Write(to, "  ", _texts.Format("Explained", measured / ByteSize.MiB, 100 * explained));
    }

    private void Measured(MemoryPicture picture)
    {
        Paragraph.Write(to, "  ", picture.ProfileAt is { } at ? _texts.Format("Profile", at) : _texts["NoProfile"]);
        if (picture.Modules.Count > 0)
            to.Out.WriteLine(Wide(_texts["Package"], _texts["Measured"], _texts["Interval"]));
        foreach (var row in picture.Modules.Take(MostHolders))
        {
            if (row.Measured is { } m)
                to.Out.WriteLine(SafeText.Of(Wide(Cut(row.Module, 40), Mib(m.Bytes), $"{Mib(m.Low)} .. {Mib(m.High)}")));
        }

        if (picture.Modules.Skip(MostHolders).ToList() is { Count: > 0 } others)
            to.Out.WriteLine(Wide(_texts.Format("Others", others.Count), Mib(others.Sum(m => m.Measured?.Bytes ?? 0)), ""));
        if (picture is { Measured: { } measured, Explained: { } explained })
            Paragraph.Write(to, "  ", _texts.Format("Explained", measured / ByteSize.MiB, 100 * explained));
    }

    private static string Mib(double bytes) => (bytes / ByteSize.MiB).ToString("#,0.0", CultureInfo.InvariantCulture);

    private static string Wide(string name, string figure, string more) =>
        $"  {Paragraph.Padded(name, 40)}{new string(' ', Math.Max(1, 10 - Paragraph.Columns(figure)))}{figure}  {more}".TrimEnd();

    private string Row(ModuleRow row, bool isWide)
    {
        static string Count(double? value) => value?.ToString("#,0", CultureInfo.InvariantCulture) ?? "-";
        static string Size(double? value, string format) =>
            value is { } v ? (v / ByteSize.MiB).ToString(format, CultureInfo.InvariantCulture) : "-";
        string[] own = row.Reported is { } r
            ? [Count(r.Objects), Size(r.ApproxBytes, "#,0.00"), Count(r.CacheItems), Count(r.QueueLength)] : ["-", "-", "-", "-"];
        var interval = row.Measured is { } m ? $"{Size(m.Low, "#,0.0")} .. {Size(m.High, "#,0.0")}" : "";
        var blind = row.IsBlind ? _texts["Blind"] : "";
        return Line(Cut(row.Module, 24), [.. own, Size(row.Measured?.Bytes, "#,0.0")], isWide ? [interval, row.Layer, blind] : [blind]);
    }

    private static string Line(string name, ReadOnlySpan<string> figures, ReadOnlySpan<string> more)
    {
        var line = "  " + Paragraph.Padded(name, 24);
        foreach (var figure in figures)
            line += new string(' ', Math.Max(1, 10 - Paragraph.Columns(figure))) + figure;
        foreach (var text in more)
            line += "  " + Paragraph.Padded(text, 17);
        return line.TrimEnd();
    }

    /// <summary>The end of a long name tells more: <c>…com/dgraph-io/badger</c>.</summary>
    private static string Cut(string name, int most) => name.Length <= most ? name : "\u2026" + name[^(most - 1)..];

    private void Thresholds(IReadOnlyList<ThresholdCheck> checks)
    {
        if (checks.Count == 0)
            return;
        to.Out.WriteLine(_texts.Format("Thresholds", checks.Count(c => c.IsExceeded), checks.Count));
        foreach (var check in checks.Where(c => c.IsExceeded))
        {
            var of = check.Of is { } module ? _texts.Format("OfModule", module) : "";
            Paragraph.Write(to, $"  {check.Id,-18} ",
                _texts.Format("Exceeded", _words.ThresholdOf(check), Figure(check.Value!.Value, check.Unit),
                Figure(check.Limit, check.Unit), of));
        }
    }

    private static string Figure(double value, string unit)
    {
        var format = unit.StartsWith("count", StringComparison.Ordinal) ? "#,0" : "#,0.0";
        var shown = unit.Replace("count", "", StringComparison.Ordinal);
        return value.ToString(format, CultureInfo.InvariantCulture) + (shown is "" or ['/', ..] ? shown : " " + shown);
    }

    private void Findings(RunAnalysis analysis)
    {
        var words = new DiagnosisText(to.Language);
        to.Out.WriteLine(_texts["Findings"]);
        var found = analysis.Diagnosed.Found.Found;
        if (found.Count == 0)
            Paragraph.Write(to, "  ", _texts[analysis.Diagnosed.Found.IsMeasured ? "NoFinding" : "NotMeasured"]);
        foreach (var growth in analysis.Diagnosed.Found.Undecided)
            Paragraph.Write(to, "  ", words.Of(growth));
        foreach (var finding in found)
        {
            Paragraph.Write(to, "  ",
                _texts.Format("Finding", words.TitleOf(finding), words.Of(finding.Certainty), words.Of(finding.Evidence[0])));
            Paragraph.Write(to, "    ", _texts.Format("Next", words.StepsOf(finding)[0]));
        }

        if (found.Count > 0)
            Paragraph.Write(to, "  ",
                _texts.Format("More", analysis.Name.Contains("://", StringComparison.Ordinal) ? "--url " + analysis.Name : analysis.Name));
    }
}
