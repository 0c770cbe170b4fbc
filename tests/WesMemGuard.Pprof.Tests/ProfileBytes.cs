using Google.Protobuf;
using WesMemGuard.Pprof.Reading;

namespace WesMemGuard.Pprof.Tests;

/// <summary>Writes profiles by hand, right ones and wrong ones.</summary>
internal sealed class ProfileBytes
{
    private readonly List<byte> _bytes = [];

    /// <summary>
    /// A right heap profile: one stack, <c>main.f</c> called by <c>main.main</c>, with these four values.
    /// </summary>
    internal static ProfileBytes Heap(params long[] values) => Heap(values, 48);

    /// <summary>The same, with objects of that size.</summary>
    internal static ProfileBytes Heap(long[] values, int objectSize) =>
        Strings("", "alloc_objects", "count", "alloc_space", "bytes", "inuse_objects", "inuse_space", "space", "main.f",
            "main.main", "/src/main.go")
            .Message(1, m => m.Field(1, 1).Field(2, 2))
            .Message(1, m => m.Field(1, 3).Field(2, 4))
            .Message(1, m => m.Field(1, 5).Field(2, 2))
            .Message(1, m => m.Field(1, 6).Field(2, 4))
            .Message(2, m => m.Packed(1, 1, 2).Packed(2, values).Message(3, l => l.Field(1, 4).Field(3, objectSize)))
            .Message(4, m => m.Field(1, 1).Message(4, l => l.Field(1, 1).Field(2, 7)))
            .Message(4, m => m.Field(1, 2).Message(4, l => l.Field(1, 2).Field(2, 9)))
            .Message(5, m => m.Field(1, 1).Field(2, 8).Field(4, 10))
            .Message(5, m => m.Field(1, 2).Field(2, 9).Field(4, 10))
            .Message(11, m => m.Field(1, 7).Field(2, 4))
            .Field(12, 524_288);

    internal static ProfileBytes Strings(params string[] strings)
    {
        ProfileBytes profile = new();
        foreach (var text in strings)
            profile.Text(6, text);
        return profile;
    }

    internal ProfileBytes Field(int field, long value)
    {
        Write(output =>
        {
            output.WriteTag(field, WireFormat.WireType.Varint);
            output.WriteInt64(value);
        });
        return this;
    }

    internal ProfileBytes Packed(int field, params long[] values)
    {
        using MemoryStream packed = new();
        using (CodedOutputStream inner = new(packed, leaveOpen: true))
        {
            foreach (var value in values)
                inner.WriteInt64(value);
        }
        return Bytes(field, packed.ToArray());
    }

    internal ProfileBytes Message(int field, Func<ProfileBytes, ProfileBytes> fill) =>
        Bytes(field, fill(new ProfileBytes()).ToArray());

    internal ProfileBytes Text(int field, string text) => Bytes(field, System.Text.Encoding.UTF8.GetBytes(text));

    internal byte[] ToArray() => [.. _bytes];

    internal GoProfile Read(ProfileLimits? limits = null) => ProfileReader.Read(new MemoryStream(ToArray()), limits);

    private ProfileBytes Bytes(int field, byte[] bytes)
    {
        Write(output =>
        {
            output.WriteTag(field, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(bytes));
        });
        return this;
    }

    private void Write(Action<CodedOutputStream> write)
    {
        using MemoryStream bytes = new();
        using (CodedOutputStream output = new(bytes, leaveOpen: true))
            write(output);
        _bytes.AddRange(bytes.ToArray());
    }
}
