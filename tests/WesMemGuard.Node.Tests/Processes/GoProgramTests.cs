using System.Buffers.Binary;
using System.Text;
using WesMemGuard.Node.Processes;

namespace WesMemGuard.Node.Tests.Processes;

/// <summary>What is read of a Go process beside its pages.</summary>
internal sealed class GoProgramTests
{
    [Test]
    public void Globals_are_data_and_bss_without_their_pointer_free_siblings() =>
        ElfGlobals.Of(Elf((".data", 1000), (".noptrdata", 70), (".bss", 200), (".noptrbss", 9),
            (".gopclntab", 5))).ShouldBe(1200);

    [Test]
    public void A_program_that_is_not_Go_has_none_that_count() =>
        ElfGlobals.Of(Elf((".data", 1000), (".bss", 200))).ShouldBeNull();

    [Test]
    public void A_file_that_is_no_program_or_torn_has_none()
    {
        ElfGlobals.Of(new MemoryStream(new byte[4096])).ShouldBeNull();
        var torn = Elf((".data", 1000), (".gopclntab", 5)).ToArray()[..200];
        Should.Throw<EndOfStreamException>(() => ElfGlobals.Of(new MemoryStream(torn)));
        ElfGlobals.Of("/no/such/file").ShouldBeNull();
    }

    [Test]
    public void A_table_of_sections_that_cannot_be_is_not_followed()
    {
        var bytes = Elf((".data", 1000), (".gopclntab", 5)).ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(40), ulong.MaxValue / 2);
        ElfGlobals.Of(new MemoryStream(bytes)).ShouldBeNull();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(40), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(60), ushort.MaxValue);
        ElfGlobals.Of(new MemoryStream(bytes)).ShouldBeNull();
    }

    [TestCase("", 100, 9.2233720368547758E+18)]
    [TestCase("GOGC=50\0GOMEMLIMIT=100MiB\0", 50, 104857600)]
    [TestCase("XGOGC=7\0GOGC=off\0GOMEMLIMIT=2GiB\0", 1.8446744073709552E+19, 2147483648)]
    [TestCase("GOGC=-1\0GOMEMLIMIT=off\0", 1.8446744073709552E+19, 9.2233720368547758E+18)]
    [TestCase("GOMEMLIMIT=4096B\0", 100, 4096)]
    [TestCase("GOMEMLIMIT=123\0", 100, 123)]
    public void The_environment_tells_the_collectors_settings(string environ, double percent, double limit) =>
        GoEnvironment.Of(Encoding.UTF8.GetBytes("PATH=/bin\0SECRET=x\0" + environ)).ShouldBe(new GoEnvironment(percent,
            limit));

    [TestCase("GOGC=lots\0")]
    [TestCase("GOMEMLIMIT=1.5GiB\0")]
    [TestCase("GOMEMLIMIT=GiB\0")]
    public void A_setting_that_the_runtime_would_not_take_is_not_guessed(string environ) =>
        GoEnvironment.Of(Encoding.UTF8.GetBytes(environ)).ShouldBeNull();

    private static MemoryStream Elf(params (string Name, int Size)[] sections)
    {
        (string Name, int Size)[] all = [("", 0), .. sections, (".shstrtab", 0)];
        var names = Encoding.UTF8.GetBytes(string.Concat(all.Select(s => s.Name + "\0")));
        var bytes = new byte[64 + (64 * all.Length) + names.Length];
        "\u007fELF"u8.CopyTo(bytes);
        (bytes[4], bytes[5]) = (2, 1);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(40), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(58), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(60), (ushort)all.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(62), (ushort)(all.Length - 1));
        var name = 0;
        for (var i = 0; i < all.Length; i++)
        {
            var section = bytes.AsSpan(64 + (64 * i), 64);
            BinaryPrimitives.WriteUInt32LittleEndian(section, (uint)name);
            BinaryPrimitives.WriteUInt64LittleEndian(section[24..], (ulong)(64 + (64 * all.Length)));
            BinaryPrimitives.WriteUInt64LittleEndian(section[32..],
                (ulong)(i == all.Length - 1 ? names.Length : all[i].Size));
            name += all[i].Name.Length + 1;
        }

        names.CopyTo(bytes, 64 + (64 * all.Length));
        return new MemoryStream(bytes);
    }
}
