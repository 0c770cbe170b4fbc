using System.Text;
using WesMemGuard.HeapDumps;
using WesMemGuard.Input;

namespace WesMemGuard.Core.Tests.HeapDumps;

/// <summary>Heap dumps as dotnet-gcdump writes them, made here byte by byte.</summary>
internal sealed class HeapDumpFileTests
{
    private static readonly (string Name, int Size)[] Types =
        [("UNDEFINED", 0), ("System.String", 22), ("System.Byte[] (Bytes > 1K)", 1024), ("System.Byte[]", 24), ("[.NET Roots]", 0)];

    // Two strings, one of them larger than the usual one; a large array and a small one; the roots.
    private static readonly int[][] Objects = [[1 << 1], [(1 << 1) | 1, 5000], [2 << 1], [3 << 1], [4 << 1]];

    [Test]
    public void Types_are_counted_and_those_of_one_name_put_together()
    {
        var dump = HeapDumpFile.Read(Dump(), "a.gcdump");

        dump.Types.ShouldBe(new Dictionary<string, DumpedObjects>
        {
            ["System.String"] = new(2, 5022),
            ["System.Byte[]"] = new(2, 1048),
        }, ignoreOrder: true);
        (dump.Count, dump.Bytes).ShouldBe((4, 6070));
    }

    [Test]
    public void The_largest_growth_comes_first_and_what_stays_is_left_out()
    {
        HeapDump Of(long quotes, long bytes) => new(new Dictionary<string, DumpedObjects>
        {
            ["Quote"] = new(quotes, quotes * 40),
            ["Buffer"] = new(1, bytes),
            ["Same"] = new(3, 90),
        });

        var growth = HeapDumpGrowth.Between(Of(10, 4000), Of(30, 2000));
        growth.Select(g => (g.Type, g.Count, g.Bytes)).ShouldBe([("Quote", 20, 800), ("Buffer", 0, -2000)]);
    }

    [Test]
    public void A_dump_that_is_cut_off_anywhere_is_bad_input()
    {
        var whole = Dump();
        for (var length = 0; length < whole.Length; length++)
            Should.Throw<BadInputException>(() => HeapDumpFile.Read(whole[..length], "a.gcdump"), $"{length} bytes");
    }

    [Test]
    public void A_byte_that_is_wrong_is_read_or_refused_but_nothing_else()
    {
        for (var at = 0; at < Dump().Length; at++)
        {
            foreach (var wrong in new byte[] { 0, 0x7F, 0x80, 0xFF })
            {
                var dump = Dump();
                dump[at] = wrong;
                try
                {
                    HeapDumpFile.Read(dump, "a.gcdump").Count.ShouldBeInRange(0, Objects.Length);
                }
                catch (BadInputException e)
                {
                    e.Message.ShouldStartWith("a.gcdump: ");
                }
            }
        }
    }

    [Test]
    public void What_is_written_is_read_also_with_objects_that_are_far_apart()
    {
        using var to = new HeapDumpWriter();
        var (text, array) = (to.Type("System.String", 22), to.Type("System.Byte[]", 24));
        for (var i = 0; i < 40_000; i++)
            to.Object(i % 2 == 0 ? text : array, i == 7 ? 3_000_000_000 : 24, 8UL * (ulong)i, [0, 39_999, i]);
        to.Object(to.Type("[.NET Roots]", 0), 0, 0, [0]);

        var dump = HeapDumpFile.Read(to.ToArray(42, DateTimeOffset.UnixEpoch), "a.gcdump");

        dump.Types.ShouldBe(new Dictionary<string, DumpedObjects>
        {
            ["System.String"] = new(20_000, 480_000),
            ["System.Byte[]"] = new(20_000, (19_999 * 24) + (long)int.MaxValue), // a size has 32 bits there
        }, ignoreOrder: true);
    }

    [Test]
    public void Another_file_says_that_it_is_none() => Should.Throw<BadInputException>(
        () => HeapDumpFile.Read(Encoding.UTF8.GetBytes("{ \"limits\": [] } and so on"), "budget.json"))
        .Message.ShouldStartWith("budget.json: no heap dump of .NET");

    private static byte[] Dump()
    {
        using var stream = new MemoryStream();
        using var to = new BinaryWriter(stream);
        Text(to, "!FastSerialization.1");
        Begin(to, "GCHeapDump", 10, 8);
        Begin(to, "Graphs.MemoryGraph", 1, 0);
        to.Write(6070L);
        to.Write(4);
        to.Write(Types.Length);
        foreach (var (name, size) in Types)
        {
            Text(to, name);
            to.Write(size);
            to.Write(-1);
        }

        using var blob = new MemoryStream();
        to.Write(Objects.Length);
        foreach (var numbers in Objects)
        {
            to.Write((int)blob.Length);
            foreach (var number in numbers)
                Compressed(blob, number);
            Compressed(blob, 0);
        }

        to.Write((int)blob.Length);
        to.Write(blob.ToArray());
        return stream.ToArray();
    }

    private static void Begin(BinaryWriter to, string type, int version, int leastReader)
    {
        to.Write([4, 4, 1]);
        to.Write(version);
        to.Write(leastReader);
        Text(to, type);
        to.Write((byte)6);
    }

    private static void Text(BinaryWriter to, string text)
    {
        to.Write(Encoding.UTF8.GetByteCount(text));
        to.Write(Encoding.UTF8.GetBytes(text));
    }

    private static void Compressed(MemoryStream to, int number)
    {
        if (number is >= -64 and < 64)
        {
            to.WriteByte((byte)(number & 0x7F));
            return;
        }

        to.WriteByte((byte)(((number >> 7) & 0x7F) | 0x80));
        to.WriteByte((byte)(number & 0x7F));
    }
}
