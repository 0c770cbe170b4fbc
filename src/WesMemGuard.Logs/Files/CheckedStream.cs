using SharpCompress.Common;
using WesMemGuard.Files;

namespace WesMemGuard.Logs.Files;

/// <summary>
/// Decompresses with a library, whose complaints about damaged or cut files become the framework's own.
/// </summary>
internal sealed class CheckedStream(Stream inflating) : ForwardStream
{
    /// <exception cref="InvalidDataException">The file is damaged or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return inflating.Read(buffer);
        }
        catch (Exception e) when (e is SharpCompressException or IOException or ArgumentException or InvalidOperationException
            or IndexOutOfRangeException or ArithmeticException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inflating.Dispose();
        base.Dispose(disposing);
    }
}
