using WesMemGuard.Pprof.Reading;

namespace WesMemGuard.Pprof.Tests;

internal sealed class ProfileLimitsTests
{
    private static readonly ProfileLimits Small = new()
    {
        InputBytes = 4096,
        InflatedBytes = 65_536,
        Samples = 3,
        Locations = 4,
        Functions = 4,
        Strings = 16,
        StringLength = 32,
        LineLength = 32,
        StackDepth = 4,
        Frames = 8,
    };

    [Test]
    public void A_profile_within_all_limits_is_read()
        => ProfileBytes.Heap(10, 480, 2, 96).Read(Small).Samples.Length.ShouldBe(1);

    [TestCaseSource(nameof(TooMuch))]
    public void What_exceeds_a_limit_is_refused_and_named(byte[] profile, string message)
        => Should.Throw<ProfileException>(() => ProfileReader.Read(new MemoryStream(profile), Small)).Message.ShouldBe(message);

    [Test]
    public void A_gzip_bomb_is_refused_before_it_is_inflated()
    {
        var bomb = Mutation.Zipped(new byte[100 << 20]);
        bomb.Length.ShouldBeLessThan(ProfileLimits.Default.InputBytes);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refused = Should.Throw<ProfileException>(() => ProfileReader.Read(new MemoryStream(bomb)));

        refused.Message.ShouldBe("Profile, input: more than 67,108,864 bytes after inflating");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(256L << 20);
    }

    [Test]
    public void A_stream_without_end_is_refused()
    {
        using Endless endless = new();

        Should.Throw<ProfileException>(() =>
            ProfileReader.Read(endless)).Message.ShouldBe("Profile, input: more than 16,777,216 bytes read");
    }

    [Test]
    public void A_line_without_end_is_refused()
    {
        var text = System.Text.Encoding.ASCII.GetBytes("goroutine profile: total 1" + new string('1', 40) + "\n");

        Should.Throw<ProfileException>(() => ProfileReader.Read(new MemoryStream(text), Small)).Message
            .ShouldBe("Profile, line 1: more than 32 bytes in one line");
    }

    private static IEnumerable<TestCaseData> TooMuch()
    {
        yield return Case(Repeat(p => p.Message(2, m => m.Packed(2, 0, 0, 0, 0)), 3), "sample 3: more than 3 samples");
        yield return Case(Repeat(p => p.Message(4, m => m.Field(1, 7)), 1, p => p.Message(4, m => m.Field(1, 8)),
            p => p.Message(4, m => m.Field(1, 9))), "location 4: more than 4 locations");
        yield return Case(Repeat(p => p.Text(6, "x"), 6), "string 16: more than 16 strings");
        yield return Case(Repeat(p => p.Text(6, new string('x', 33)), 1),
            "string 11: more than 32 bytes in one string");
        yield return Case(Repeat(p => p.Message(2, m => m.Packed(1, 1, 1, 1, 1, 1)), 1),
            "sample 1: more than 4 frames in one stack");
        yield return Case(Repeat(p => p.Message(2, m => m.Field(1, 1).Field(1, 1).Field(1, 1).Field(1, 1).Field(1, 1)),
            1),
            "sample 1: more than 4 frames in one stack");
        yield return Case(Repeat(p => p.Message(2, m => m.Packed(1, 1, 1, 1, 1).Packed(2, 0, 0, 0, 0)), 2),
            "sample 2: more than 8 frames in all stacks");
        yield return Case(Repeat(p => p.Message(2, m => m.Packed(2, [.. new long[17]])), 1),
            "sample 1: more than 16 values in one sample");
        yield return Case(Repeat(p => p.Message(1, m => m.Field(1, 1)), 13), "profile: more than 16 sample types");
    }

    private static ProfileBytes Repeat(Action<ProfileBytes> add, int times, params Action<ProfileBytes>[] further)
    {
        var profile = ProfileBytes.Heap(10, 480, 2, 96);
        for (var i = 0; i < times; i++)
            add(profile);
        foreach (var more in further)
            more(profile);
        return profile;
    }

    private static TestCaseData Case(ProfileBytes profile, string message) =>
        new TestCaseData(profile.ToArray(), "Profile, " + message).SetArgDisplayNames(message);

    /// <summary>Bytes for ever.</summary>
    private sealed class Endless : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            Array.Fill(buffer, (byte)8, offset, count);
            return count;
        }
    }
}
