// Unmanaged memory that is freed whatever happens, or that callers get.
using System.Runtime.InteropServices;

namespace BlocksFreed;

public sealed class Hashes
{
    public int Of(byte[] bytes, Func<nint, int> hash)
    {
        var block = Marshal.AllocHGlobal(bytes.Length);
        try
        {
            Marshal.Copy(bytes, 0, block, bytes.Length);
            var code = hash(block);
            return code < 0 ? throw new InvalidOperationException() : code;
        }
        finally
        {
            Marshal.FreeHGlobal(block);
        }
    }

    public nint Copy(byte[] bytes)
    {
        var block = Marshal.AllocHGlobal(bytes.Length);
        Marshal.Copy(bytes, 0, block, bytes.Length);
        return block;
    }
}

public sealed class Scratch : IDisposable
{
    private readonly nint _block;

    public Scratch(int length) => _block = Marshal.AllocHGlobal(length);

    public byte First => Marshal.ReadByte(_block);

    public void Dispose() => Marshal.FreeHGlobal(_block);
}
