using Google.Protobuf;
using WesMemGuard.Fleets.Series;

namespace WesMemGuard.Fleets.RemoteRead;

/// <summary>The series of a frame: labels, and chunks of samples (<c>prompb.ChunkedSeries</c>, types.proto).</summary>
internal static class ChunkedSeries
{
    private const int XorEncoding = 1;
    private const int MostLabels = 1000;

    /// <summary>Histograms of Prometheus' own, which no figure is: with whole counts, and with broken ones.</summary>
    private const int Histogram = 2, FloatHistogram = 3;

    /// <summary>Takes the samples of a frame between two moments.</summary>
    /// <param name="frame">A <c>prompb.ChunkedReadResponse</c>.</param>
    /// <param name="added">Labels that the server adds to every series and that no query tells.</param>
    /// <param name="from">The first moment, milliseconds of Unix time.</param>
    /// <param name="to">The last one.</param>
    /// <param name="fleet">Takes them.</param>
    /// <exception cref="FormatException">It is no such message, or a chunk is of a kind that isn't known.</exception>
    public static void Read(ArraySegment<byte> frame, IReadOnlySet<KeyValuePair<string, string>> added, long from, long to,
        FleetSeries fleet)
    {
        try
        {
            var answer = new CodedInputStream(frame.Array!, frame.Offset, frame.Count);
            for (uint tag; (tag = answer.ReadTag()) != 0;)
            {
                if (tag == 10) // 1: chunked_series
                    One(answer.ReadBytes().CreateCodedInput(), added, from, to, fleet);
                else
                    answer.SkipLastField();
            }
        }
        catch (InvalidProtocolBufferException)
        {
            throw new FormatException();
        }
    }

    private static void One(CodedInputStream series, IReadOnlySet<KeyValuePair<string, string>> added, long from, long to,
        FleetSeries fleet)
    {
        var (labels, chunks) = (new List<KeyValuePair<string, string>>(), new List<ByteString>());
        for (uint tag; (tag = series.ReadTag()) != 0;)
        {
            if (tag == 10) // 1: labels
                Label(series.ReadBytes().CreateCodedInput(), labels);
            else if (tag == 18) // 2: chunks
                chunks.Add(series.ReadBytes());
            else
                series.SkipLastField();
        }

        labels.RemoveAll(added.Contains);
        var set = new LabelSet(labels);
        if (fleet.Column(set["__name__"] ?? "value", set) is not { } column)
            return;
        foreach (var chunk in chunks)
            fleet.Took(Chunk(chunk.CreateCodedInput(), from, to, column));
    }

    private static void Label(CodedInputStream label, List<KeyValuePair<string, string>> labels)
    {
        var (name, value) = ("", "");
        for (uint tag; (tag = label.ReadTag()) != 0;)
        {
            if (tag == 10) // 1: name
                name = label.ReadString();
            else if (tag == 18) // 2: value
                value = label.ReadString();
            else
                label.SkipLastField();
        }

        if (labels.Count < MostLabels)
            labels.Add(new(name, value));
    }

    private static int Chunk(CodedInputStream chunk, long from, long to, SeriesColumn column)
    {
        var (encoding, data) = (0, ByteString.Empty);
        for (uint tag; (tag = chunk.ReadTag()) != 0;)
        {
            if (tag == 24) // 3: type
                encoding = chunk.ReadEnum();
            else if (tag == 34) // 4: data
                data = chunk.ReadBytes();
            else
                chunk.SkipLastField();
        }

        return encoding switch
        {
            XorEncoding => XorChunk.Read(data.Span, from, to, column),
            Histogram or FloatHistogram => 0,
            _ => throw new FormatException(),
        };
    }
}
