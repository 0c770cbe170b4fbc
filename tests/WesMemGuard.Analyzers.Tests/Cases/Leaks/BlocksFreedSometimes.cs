// Unmanaged memory that the function frees, but not on every way through it; and a block that an object keeps and never frees.
using System.Runtime.InteropServices;

namespace BlocksFreedSometimes;

public sealed class Hashes
{
    public int Of(byte[] bytes, Func<nint, int> hash)
    {
        var block = Marshal.AllocHGlobal(bytes.Length); // leak: WMG3006
        Marshal.Copy(bytes, 0, block, bytes.Length);
        var code = hash(block);
        if (code < 0)
            throw new InvalidOperationException();
        Marshal.FreeHGlobal(block);
        return code;
    }

    public async Task<int> SendAsync(byte[] bytes, Func<nint, Task<int>> send)
    {
        var pin = GCHandle.Alloc(bytes, GCHandleType.Pinned); // leak: WMG3006
        var sent = await send(pin.AddrOfPinnedObject());
        pin.Free();
        return sent;
    }
}

public sealed class Scratch
{
    private readonly nint _block;

    public Scratch(int length) => _block = Marshal.AllocHGlobal(length); // leak: WMG3006

    public byte First => Marshal.ReadByte(_block);
}
