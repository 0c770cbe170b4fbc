using WesMemGuard.Pprof.Comparing;

namespace WesMemGuard.Pprof.Tests;

internal sealed class ComparingTests
{
    private static readonly GoProfile First = Recorded.Profile("planted-ispc-12/00120-heap.pb.gz");
    private static readonly GoProfile Last = Recorded.Profile("planted-ispc-12/end-heap.pb.gz");

    [TestCase(Grouping.Function, "github.com/weisyn/v1/internal/core/ispc/context.recordExecutionTrace")]
    [TestCase(Grouping.Package, "github.com/weisyn/v1/internal/core/ispc/context")]
    [TestCase(Grouping.Module, "ispc")]
    public void A_diff_begins_with_what_changed_most(Grouping grouping, string name)
    {
        var row = DiffTable.Between(First, Last, ValueKind.InuseSpace, grouping)[0];

        row.Name.ShouldBe(name);
        row.Module.Name.ShouldBe("ispc");
        row.Growth.Value.ShouldBe(21_833_429);
        row.To.ShouldBe(row.From + row.Growth.Value);
    }

    [TestCase(Grouping.Function)]
    [TestCase(Grouping.Package)]
    [TestCase(Grouping.Module)]
    public void A_diff_adds_up_to_both_totals(Grouping grouping)
    {
        IReadOnlyList<DiffRow> rows = DiffTable.Between(First, Last, ValueKind.InuseSpace, grouping);

        rows.Sum(r => r.From).ShouldBe(First.Total(ValueKind.InuseSpace));
        rows.Sum(r => r.To).ShouldBe(Last.Total(ValueKind.InuseSpace));
    }

    [TestCase(ValueKind.InuseSpace)]
    [TestCase(ValueKind.InuseObjects)]
    [TestCase(ValueKind.AllocSpace)]
    [TestCase(ValueKind.AllocObjects)]
    public void A_profile_less_itself_is_empty_for_every_kind(ValueKind kind)
    {
        ProfileDiff.Between(Last, Last).Samples.ShouldBeEmpty();
        IReadOnlyList<DiffRow> rows = DiffTable.Between(Last, Last, kind, Grouping.Function);
        rows.ShouldNotBeEmpty();
        rows.ShouldAllBe(r => r.Growth.Value == 0 && r.Growth.Low <= 0 && r.Growth.High >= 0);
    }

    [Test]
    public void Profiles_of_one_process_are_told_from_those_of_two()
    {
        ProfileDiff.MayBeOneProcess(First, Last).ShouldBeTrue();
        ProfileDiff.MayBeOneProcess(Last, First).ShouldBeFalse();
        ProfileDiff.MayBeOneProcess(Recorded.Profile("restarts/01200-heap.pb.gz"), Recorded.Profile("restarts/end-heap.pb.gz"))
            .ShouldBeFalse();
    }

    [Test]
    public void Folded_stacks_name_the_outermost_call_first_and_add_up()
    {
        using StringWriter text = new();
        FoldedStacks.Write(Last, text, ValueKind.InuseSpace);

        var lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldContain(
            "github.com/weisyn/v1/internal/core/ispc/context.init.0.func1;"
                + "github.com/weisyn/v1/internal/core/ispc/context.recordExecutionTrace 22365951");
        lines.Sum(l => long.Parse(l[(l.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe(Last.Total(ValueKind.InuseSpace));
        lines.Select(l => l[..l.LastIndexOf(' ')]).ShouldBeUnique();
    }

    [Test]
    public void A_semicolon_in_a_name_doesnt_split_a_folded_stack()
    {
        GoProfile profile = new(
            [new SampleType("goroutine", "count")],
            [new ProfileSample(new CallPath([new CallFrame("a.f[interface { B; C }]", "", 0), new CallFrame("main.main", "", 0)]), [3])]);
        using StringWriter text = new();

        FoldedStacks.Write(profile, text, ValueKind.Goroutines);

        text.ToString().ShouldBe("main.main;a.f[interface { B: C }] 3\n");
    }
}
