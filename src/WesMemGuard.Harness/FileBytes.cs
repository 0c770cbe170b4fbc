using WesMemGuard.Files;
using WesMemGuard.Input;
using WesMemGuard.Reasons;

namespace WesMemGuard.Harness;

/// <summary>Reads small files; what can't be read is bad input with its name.</summary>
internal static class FileBytes
{
    /// <summary>The bytes of a file.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="most">The largest size that is read, in bytes.</param>
    /// <param name="absent">What to say when it is not there.</param>
    /// <exception cref="BadInputException">It is absent, too large, or can't be opened.</exception>
    public static byte[] Read(string path, string name, long most, Reason? absent = null)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new BadInputException(name, absent ?? InputReasons.NotThere());
        return PlainFile.Read(path, name, most);
    }
}
