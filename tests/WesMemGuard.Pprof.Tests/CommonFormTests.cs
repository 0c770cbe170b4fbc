using System.Text;
using WesMemGuard.Pprof.Comparing;
using WesMemGuard.Pprof.Reading;

namespace WesMemGuard.Pprof.Tests;

/// <summary>
/// What a text profile leaves out is no difference between it and a protobuf profile of the same process.
/// </summary>
internal sealed class CommonFormTests
{
    private const string Text =
        "heap profile: 3: 40 [4: 64] @ heap/1048576\n"
        + "2: 16 [2: 16] @ 0x11 0x12\n#\t0x11\tslices.Grow[...]+0x1\t/x/y.go:1\n#\t0x12\tmain.(*Set[...]).add+0x1\t/x/y.go:2\n\n"
        + "1: 24 [2: 48] @ 0x13 0x14\n#\t0x13\tmain.main+0x1\t/x/z.go:3\n\n\n# runtime.MemStats\n# Alloc = 1\n";

    [Test]
    public void Type_arguments_inlining_and_nameless_addresses_are_no_difference()
    {
        var text = ProfileReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(Text)));
        var proto = Proto(text, 1);
        ProfileDiff.MayBeOneProcess(text, proto).ShouldBeFalse("as they are");

        var (from, to) = CommonForm.Of(text, proto);

        ProfileDiff.Between(from, to).Samples.ShouldBeEmpty();
        ProfileDiff.MayBeOneProcess(from, to).ShouldBeTrue();
        var (later, earlier) = CommonForm.Of(proto, text);
        ProfileDiff.Between(earlier, later).Samples.ShouldBeEmpty();
    }

    [Test]
    public void What_grew_between_the_two_is_told()
    {
        var text = ProfileReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(Text)));

        var (from, to) = CommonForm.Of(text, Proto(text, 3));

        ProfileDiff.Between(from, to).Samples.Length.ShouldBe(2);
        to.Total(ValueKind.InuseSpace).ShouldBe(3 * from.Total(ValueKind.InuseSpace));
    }

    [Test]
    public void Two_of_one_form_are_left_as_they_are()
    {
        var text = ProfileReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(Text)));
        var proto = Proto(text, 1);

        CommonForm.Of(proto, proto).From.ShouldBeSameAs(proto);
        CommonForm.Of(text, text).To.ShouldBeSameAs(text);
    }

    /// <summary>The same samples as Go's protobuf form names them.</summary>
    private static GoProfile Proto(GoProfile text, int times)
    {
        CallFrame[][] stacks =
        [
            [new("slices.Grow[go.shape.[]uint8,go.shape.uint8]", "/x/y.go", 1, inlined: true),
                new("main.(*Set[go.shape.int]).add", "/x/y.go", 2)],
            [new("main.main", "/x/z.go", 3), new("<unknown>", "", 0)],
        ];
        return new GoProfile(
            text.SampleTypes,
            [.. text.Samples.Select((s, i) => new ProfileSample(new CallPath([.. stacks[i]]), [.. s.Values.Select(v => v * times)],
                s.ObjectSize))],
            text.BytesPerSample, DateTimeOffset.UnixEpoch.AddDays(20_000));
    }
}
