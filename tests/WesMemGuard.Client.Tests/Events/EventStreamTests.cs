using System.Text;
using WesMemGuard.Client.Events;

namespace WesMemGuard.Client.Tests.Events;

/// <summary>Event streams as runtimes send them, made here byte by byte.</summary>
internal sealed class EventStreamTests
{
    [Test]
    public void Events_come_with_their_names_in_their_order()
    {
        var seen = Read(Trace(Event(sequence: 1, 7), Event(sequence: 1, 8)), out var lost);

        seen.ShouldBe(["Microsoft-Windows-DotNETRuntime 18: 7", "Microsoft-Windows-DotNETRuntime 18: 8"]);
        lost.ShouldBe(0);
    }

    [Test]
    public void Events_that_were_dropped_are_counted() => Lost(Trace(Event(sequence: 1, 7), Event(sequence: 4, 8))).ShouldBe(3);

    [Test]
    public void A_stream_that_breaks_off_anywhere_is_told_and_one_of_another_form_as_well()
    {
        var whole = Trace(Event(sequence: 1, 7));

        for (var length = 0; length < whole.Length; length++)
            Should.Throw<EndOfStreamException>(() => Lost(whole[..length]), $"{length} bytes");
        Should.Throw<FormatException>(() => Lost(Encoding.UTF8.GetBytes("{ \"limits\": [] } and so on and so on")));
    }

    [Test]
    public void Damaged_streams_end_in_a_sentence()
    {
        var random = new Random(20261130);
        for (var i = 0; i < 2000; i++)
        {
            var damaged = Trace(Event(sequence: 1, 7), Event(sequence: 1, 8));
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                Lost(damaged).ShouldBeGreaterThanOrEqualTo(0);
            }
            catch (Exception e) when (e is FormatException or EndOfStreamException)
            {
                e.Message.ShouldNotBeEmpty();
            }
        }
    }

    private static long Lost(byte[] trace)
    {
        Read(trace, out var lost);
        return lost;
    }

    private static List<string> Read(byte[] trace, out long lost)
    {
        var seen = new List<string>();
        using var from = new MemoryStream(trace);
        var events = new EventStream(from,
            (name, payload) => seen.Add($"{name.Provider} {name.Number}: {string.Join(' ', payload.ToArray())}"));
        events.Read();
        lost = events.Lost;
        return seen;
    }

    private static byte[] Trace(params byte[][] events)
    {
        using var stream = new MemoryStream();
        using var to = new BinaryWriter(stream);
        to.Write("Nettrace"u8);
        to.Write(20);
        to.Write("!FastSerialization.1"u8);
        Begin(to, "Trace");
        to.Write(new byte[48]);
        to.Write((byte)6);
        var name = new List<byte>(BitConverter.GetBytes(1));
        name.AddRange(Encoding.Unicode.GetBytes(EventName.Runtime + "\0"));
        name.AddRange(BitConverter.GetBytes(18));
        name.AddRange(Encoding.Unicode.GetBytes("\0"));
        Block(to, "MetadataBlock", [[0x80, 0, .. Variable(name.Count), .. name]]);
        Block(to, "EventBlock", events);
        to.Write((byte)1);
        return stream.ToArray();
    }

    /// <summary>Its metadata, how many its thread told since the one before, the thread, the processor, no time, its size.</summary>
    private static byte[] Event(int sequence, byte payload) => [0x83, 1, .. Variable(sequence), 99, 0, 0, 1, payload];

    private static byte[] Variable(int number) =>
        number < 0x80 ? [(byte)number] : [(byte)((number & 0x7F) | 0x80), .. Variable(number >> 7)];

    private static void Block(BinaryWriter to, string name, byte[][] events)
    {
        Begin(to, name);
        to.Write(20 + events.Sum(e => e.Length));
        while (to.BaseStream.Position % 4 != 0)
            to.Write((byte)0);
        to.Write((short)20);
        to.Write((short)1);
        to.Write(new byte[16]);
        foreach (var one in events)
            to.Write(one);
        to.Write((byte)6);
    }

    private static void Begin(BinaryWriter to, string type)
    {
        to.Write([5, 5, 1]);
        to.Write(4);
        to.Write(4);
        to.Write(type.Length);
        to.Write(Encoding.UTF8.GetBytes(type));
        to.Write((byte)6);
    }
}
