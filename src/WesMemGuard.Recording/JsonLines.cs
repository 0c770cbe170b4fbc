using System.IO.Compression;
using System.Text.Json;
using WesMemGuard.Files;
using WesMemGuard.Runs;

namespace WesMemGuard.Recording;

/// <summary>
/// Reads a file of one JSON object a line, plain or gz, within bounds: 256 MiB on disk in gz, 512 MiB plain, 16 MiB a line.
/// A file that was cut off gives what is whole and a notice; a bad line elsewhere is an error that names it.
/// </summary>
internal static class JsonLines
{
    private const long LargestFile = 256L * 1024 * 1024;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Reads a file of a recording.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">How much is read.</param>
    /// <param name="take">Takes one line.</param>
    /// <returns>What is missing at its end; null when it is whole.</returns>
    public static FileDamage? Read(string path, LineLimits limits, Action<LineFields> take)
    {
        if (!PlainFile.IsInside(Path.GetDirectoryName(Path.GetFullPath(path))!, path))
            throw new UnreadableRunException($"{path}: a link that leads out of the recording is not followed");
        var length = new FileInfo(path).Length;
        var isGzip = path.EndsWith(".gz", StringComparison.Ordinal);
        var most = isGzip ? LargestFile : limits.Inflated;
        if (length > most)
            throw new UnreadableRunException($"{path}: {length} bytes, at most {most} are read");
        if (!isGzip)
        {
            using var plain = PlainFile.Open(path);
            return Lines(plain, path, limits, take).Notice;
        }

        using var packed = PlainFile.Open(path);
        var bytes = PlainFile.Bytes(packed, most) ?? throw new UnreadableRunException($"{path}: more than {most} bytes, no more are read");
        if (bytes is not [0x1f, 0x8b, ..])
            throw new UnreadableRunException($"{path}: is not gzip");
        using var inflated = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        var (damage, count, size) = Lines(inflated, path, limits, take);
        return damage
            ?? (GzipMembers.AreWhole(bytes, size, limits.Inflated)
            ? null : new FileDamage(LossKind.Damaged, count, $"{path}: cut off after line {count}"));
    }

    private static (FileDamage? Notice, int Count, long Size) Lines(Stream stream, string path, LineLimits limits, Action<LineFields> take)
    {
        var buffer = new byte[256 * 1024];
        int start = 0, end = 0, number = 0;
        long size = 0;
        while (true)
        {
            var newLine = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (newLine >= 0)
            {
                if (++number > limits.Lines)
                    throw new UnreadableRunException($"{path}:{number}: at most {limits.Lines} lines are read");
                Take(buffer.AsMemory(start, newLine), path, number, take);
                start += newLine + 1;
                continue;
            }

            (buffer, start, end) = Room(buffer, start, end, limits, $"{path}:{number + 1}");
            int read;
            try
            {
                read = stream.Read(buffer, end, buffer.Length - end);
            }
            catch (InvalidDataException)
            {
                return number == 0
                    ? throw new UnreadableRunException($"{path}: can't be inflated")
                    : (new FileDamage(LossKind.Damaged, number, $"{path}: damaged after line {number}"), number, size);
            }

            size += read;
            if (size > limits.Inflated)
                throw new UnreadableRunException($"{path}: over {limits.Inflated} bytes inflated");
            if (read == 0)
                return (Last(buffer.AsMemory(start, end - start), path, number + 1, take), number, size);
            end += read;
        }
    }

    /// <summary>Moves the begun line to the front and doubles the buffer when it is full.</summary>
    private static (byte[] Buffer, int Start, int End) Room(byte[] buffer, int start, int end, LineLimits limits, string line)
    {
        var begun = end - start;
        if (begun > limits.LineBytes)
            throw new UnreadableRunException($"{line}: over {limits.LineBytes} bytes long");
        var room = begun <= buffer.Length / 2 ? buffer : new byte[buffer.Length * 2];
        Buffer.BlockCopy(buffer, start, room, 0, begun);
        return (room, 0, begun);
    }

    private static void Take(ReadOnlyMemory<byte> line, string path, int number, Action<LineFields> take)
    {
        try
        {
            using var json = JsonDocument.Parse(line, Options);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new UnreadableRunException($"{path}:{number}: a JSON object is needed");
            take(new LineFields(json.RootElement, path, number));
        }
        catch (JsonException e)
        {
            throw new UnreadableRunException($"{path}:{number}: no JSON object at byte {e.BytePositionInLine + 1 ?? 1}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new UnreadableRunException($"{path}:{number}: text that is not UTF-8", e);
        }
    }

    /// <summary>A last line without a line end counts when it is whole.</summary>
    private static FileDamage? Last(ReadOnlyMemory<byte> line, string path, int number, Action<LineFields> take)
    {
        if (line.Span.Trim(" \r\t"u8).IsEmpty)
            return null;
        try
        {
            using var json = JsonDocument.Parse(line, Options);
        }
        catch (JsonException) when (number > 1)
        {
            return new FileDamage(LossKind.Torn, number, $"{path}:{number}: torn, the line and what followed is missing");
        }
        catch (JsonException e)
        {
            throw new UnreadableRunException($"{path}:{number}: no JSON object", e);
        }
        catch (InvalidOperationException e)
        {
            throw new UnreadableRunException($"{path}:{number}: text that is not UTF-8", e);
        }

        Take(line, path, number, take);
        return null;
    }
}

/// <summary>What is wrong with the end of a file.</summary>
/// <param name="Kind"><see cref="LossKind.Torn"/> or <see cref="LossKind.Damaged"/>.</param>
/// <param name="Line">The line, from 1, that is torn, or the last whole one.</param>
/// <param name="Notice">What a reader of the run's events is told.</param>
internal readonly record struct FileDamage(LossKind Kind, int Line, string Notice);

/// <summary>How much of a file is read.</summary>
/// <param name="Lines">The most lines.</param>
/// <param name="Inflated">The most bytes, inflated.</param>
/// <param name="LineBytes">The most bytes of a line.</param>
internal readonly record struct LineLimits(int Lines, long Inflated = 512L * 1024 * 1024, int LineBytes = 16 * 1024 * 1024);
