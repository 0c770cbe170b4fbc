using System.Buffers.Binary;
using Google.Protobuf;

namespace WesMemGuard.Fleets.RemoteRead;

/// <summary>
/// A request for the samples of series as Prometheus' remote read takes it: a <c>prompb.ReadRequest</c> (remote.proto) as a block
/// of Snappy that asks for streamed chunks.
/// </summary>
internal static class ReadRequest
{
    private const int StreamedChunks = 1;

    /// <summary>The bytes of a request.</summary>
    /// <param name="matchers">What the series have.</param>
    /// <param name="from">From when, UTC.</param>
    /// <param name="to">Until when, UTC; both ends are meant.</param>
    public static byte[] Of(IReadOnlyList<LabelMatcher> matchers, DateTimeOffset from, DateTimeOffset to)
    {
        var query = Message(q =>
        {
            q.WriteRawTag(8); // 1: start_timestamp_ms
            q.WriteInt64(from.ToUnixTimeMilliseconds());
            q.WriteRawTag(16); // 2: end_timestamp_ms
            q.WriteInt64(to.ToUnixTimeMilliseconds());
            foreach (var matcher in matchers)
            {
                q.WriteRawTag(26); // 3: matchers
                q.WriteBytes(Of(matcher));
            }
        });
        return Block(Message(request =>
        {
            request.WriteRawTag(10); // 1: queries
            request.WriteBytes(query);
            request.WriteRawTag(16); // 2: accepted_response_types
            request.WriteEnum(StreamedChunks);
        }));
    }

    private static ByteString Of(LabelMatcher matcher) => Message(m =>
    {
        m.WriteRawTag(8); // 1: type
        m.WriteEnum((int)matcher.Kind);
        m.WriteRawTag(18); // 2: name
        m.WriteString(matcher.Name);
        m.WriteRawTag(26); // 3: value
        m.WriteString(matcher.Value);
    });

    private static ByteString Message(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var to = new CodedOutputStream(bytes, leaveOpen: true))
            write(to);
        return ByteString.CopyFrom(bytes.ToArray());
    }

    /// <summary>
    /// Snappy's block format asks for no compression: the length, then one literal of all bytes (tag 63: its length less one
    /// follows in four bytes).
    /// </summary>
    private static byte[] Block(ByteString plain)
    {
        using var bytes = new MemoryStream();
        using (var to = new CodedOutputStream(bytes, leaveOpen: true))
            to.WriteLength(plain.Length);
        bytes.WriteByte(63 << 2);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, plain.Length - 1);
        bytes.Write(length);
        bytes.Write(plain.Span);
        return bytes.ToArray();
    }
}
