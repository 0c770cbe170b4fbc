using Google.Protobuf;

namespace WesMemGuard.Pprof.Reading;

/// <summary>
/// Walks the fields of one protobuf message; a field of the wrong wire type is an error, an unknown one can be skipped.
/// </summary>
internal sealed class WireMessage(CodedInputStream input, string where)
{
    private WireFormat.WireType _type;

    internal int Field { get; private set; }

    internal string Where => where;

    internal bool Next()
    {
        var tag = input.ReadTag();
        Field = WireFormat.GetTagFieldNumber(tag);
        _type = WireFormat.GetTagWireType(tag);
        return tag != 0;
    }

    internal void Skip() => input.SkipLastField();

    internal ulong Number()
    {
        Expect(WireFormat.WireType.Varint);
        return input.ReadUInt64();
    }

    internal long Signed() => (long)Number();

    internal ByteString Bytes()
    {
        Expect(WireFormat.WireType.LengthDelimited);
        return input.ReadBytes();
    }

    internal WireMessage Message(string name) => new(Bytes().CreateCodedInput(), name);

    /// <summary>
    /// Reads the whole message for these single numbers; what is missing is 0, other fields are skipped.
    /// </summary>
    internal ulong[] ReadNumbers(params ReadOnlySpan<int> fields)
    {
        var numbers = new ulong[fields.Length];
        while (Next())
        {
            var at = fields.IndexOf(Field);
            if (at >= 0)
                numbers[at] = Number();
            else
                Skip();
        }
        return numbers;
    }

    /// <summary>A repeated number, packed or not, into a list of limited length.</summary>
    internal void Numbers(List<ulong> into, int most, string what)
    {
        if (_type == WireFormat.WireType.Varint)
        {
            into.Add(input.ReadUInt64());
            ProfileLimits.Check(into.Count, most, what, where);
            return;
        }
        var packed = Bytes().CreateCodedInput();
        while (!packed.IsAtEnd)
        {
            into.Add(packed.ReadUInt64());
            ProfileLimits.Check(into.Count, most, what, where);
        }
    }

    private void Expect(WireFormat.WireType wanted)
    {
        if (_type != wanted)
            throw new ProfileException($"field {Field} has wire type {_type}, expected {wanted}", where);
    }
}
