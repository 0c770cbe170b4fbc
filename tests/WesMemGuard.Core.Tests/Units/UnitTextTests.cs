using System.Globalization;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Units;

namespace WesMemGuard.Core.Tests.Units;

internal sealed class UnitTextTests
{
    [TestCase("0 B", 0)]
    [TestCase("1 B", 1)]
    [TestCase("1 KiB", 1024)]
    [TestCase("1.5 MiB", 1.5 * 1024 * 1024)]
    [TestCase("2 GiB", 2.0 * 1024 * 1024 * 1024)]
    [TestCase("1 kB", 1000)]
    [TestCase("2.5 MB", 2_500_000)]
    [TestCase("1 GB", 1e9)]
    [TestCase("8388608 GiB", 9007199254740992)]
    public void A_size_is_read_in_its_unit(string text, double bytes)
    {
        SizeText.Parse(text, out var wrong).ShouldBe(bytes);
        wrong.ShouldBeNull();
    }

    [TestCase("4")]
    [TestCase("4 Mb")]
    [TestCase("4 mib")]
    [TestCase("4 TiB")]
    [TestCase("-1 B")]
    [TestCase("4\u00A0MiB")]
    [TestCase(" 4 MiB")]
    [TestCase("4 MiB ")]
    [TestCase("04 MiB")]
    [TestCase("4. MiB")]
    [TestCase("1.2.3 MiB")]
    [TestCase("٤ MiB")]
    [TestCase("NaN MiB")]
    [TestCase("")]
    public void Everything_else_is_no_size(string text)
    {
        SizeText.Parse(text, out var wrong).ShouldBe(double.NaN);
        wrong.ShouldNotBeNull();
        InputReasons.Unit(wrong).In(Language.English).ShouldContain("MiB");
    }

    [TestCase("0 s", 0)]
    [TestCase("0.5 s", 0.5)]
    [TestCase("5 min", 300)]
    [TestCase("1.5 h", 5400)]
    [TestCase("8784 h", 31_622_400)]
    public void A_duration_is_read_in_its_unit(string text, double seconds)
    {
        DurationText.Parse(text, out var wrong).ShouldBe(TimeSpan.FromSeconds(seconds));
        wrong.ShouldBeNull();
    }

    [TestCase("5")]
    [TestCase("5 m")]
    [TestCase("5 minutes")]
    [TestCase("8785 h")]
    [TestCase("00:05:00")]
    public void Everything_else_is_no_duration(string text)
    {
        DurationText.Parse(text, out var wrong).ShouldBe(TimeSpan.Zero);
        InputReasons.Unit(wrong.ShouldNotBeNull()).In(Language.English).ShouldContain(text);
    }

    [TestCase(0, "0.0 MiB")]
    [TestCase(4194304, "4.0 MiB")]
    [TestCase(-4194304, "-4.0 MiB")]
    [TestCase(104857.6, "0.1 MiB")]
    [TestCase(32768, "32.0 KiB")]
    [TestCase(100, "100 B")]
    public void Bytes_are_written_in_MiB_or_smaller_when_they_are_few(double bytes, string text) => SizeText.Write(bytes).ShouldBe(text);

    [TestCase(45, "45 s")]
    [TestCase(300, "5 min")]
    [TestCase(90, "1.5 min")]
    [TestCase(7200, "2 h")]
    public void A_duration_is_written_in_its_largest_unit(double seconds, string text) =>
        DurationText.Write(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    [Test]
    public void The_culture_of_the_machine_changes_nothing()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        CultureInfo.CurrentCulture = culture; // NUnit puts the old one back after the test
        1.5.ToString().ShouldBe("1,5");

        SizeText.Parse("1.5 KiB", out _).ShouldBe(1536);
        SizeText.Write(1536).ShouldBe("1.5 KiB");
        DurationText.Write(TimeSpan.FromSeconds(90)).ShouldBe("1.5 min");
    }
}
