using System.Text.RegularExpressions;
using WesMemGuard.Measurement;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Measurement;

/// <summary>The table of metrics is whole: every member has a row, every row all it needs.</summary>
internal sealed partial class MetricsTests
{
    [Test]
    public void Every_metric_has_one_row_and_a_name_of_its_own()
    {
        Metrics.All.Select(row => row.Metric).ShouldBe(Enum.GetValues<Metric>(), ignoreOrder: true);
        Metrics.All.Select(row => row.Name).ShouldBeUnique();
        foreach (var row in Metrics.All)
        {
            row.Name.ShouldBe(char.ToLowerInvariant(row.Metric.ToString()[0])
                + row.Metric.ToString()[1..], "the kit's property and the budget's name are one");
            Metrics.Find(row.Name).ShouldBe(row.Metric);
        }
    }

    [Test]
    public void Every_row_says_in_one_sentence_of_each_language_what_it_is()
    {
        Metrics.All.ShouldNotBeEmpty();
        foreach (var row in Metrics.All)
        {
            row.English.ShouldEndWith(".");
            row.Chinese.ShouldEndWith("。");
            HalfWidth().IsMatch(row.Chinese + row.ErrorInChinese).ShouldBeFalse(row.Name);
            row.Formula.ShouldNotBeEmpty(row.Name);
            (row.Error is null).ShouldBe(row.ErrorInChinese is null, row.Name);
        }
    }

    [Test]
    public void Every_metric_has_its_sources_in_their_order()
    {
        foreach (var row in Metrics.All.Where(row => row.Metric is not Metric.MeasuredBytes && row.Of != MetricOf.Load))
        {
            var figures = MetricFigures.Of(row.Metric);
            figures.ShouldNotBeEmpty(row.Name);
            figures.All(f => f.IsOfModule == (row.Of == MetricOf.Module)).ShouldBeTrue(row.Name);
        }
    }

    [Test]
    public void Every_figure_of_a_page_has_a_name_of_its_own_and_is_read_by_it()
    {
        PrometheusFigures.Names.ShouldBeUnique();
        PrometheusFigures.Names.Count.ShouldBe(typeof(MetricsSample).GetProperties().Count(p => p.PropertyType == typeof(double?)));
        foreach (var name in PrometheusFigures.Names)
        {
            var sample = PrometheusFigures.Sample(asked => asked == name ? 7 : null);
            typeof(MetricsSample).GetProperties().Where(p => p.PropertyType == typeof(double?)).Select(p => (double?)p.GetValue(sample))
                .Where(value => value is not null).ShouldHaveSingleItem().ShouldBe(7);
        }
    }

    [Test]
    public void The_page_of_metrics_is_the_tables()
    {
        var page = MetricPage.Text();
        if (Environment.GetEnvironmentVariable("APPROVE_METRICS") == "1")
            File.WriteAllText(MetricPage.Path, page);
        File.ReadAllText(MetricPage.Path).ReplaceLineEndings("\n")
            .ShouldBe(page, "run this test once with APPROVE_METRICS=1 and look at the difference");
    }

    [GeneratedRegex(@"[\u4e00-\u9fff][,;:.?!()]")]
    private static partial Regex HalfWidth();
}
