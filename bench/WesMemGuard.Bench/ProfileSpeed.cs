using System.Diagnostics;
using System.Text;
using WesMemGuard.Pprof;
using WesMemGuard.Pprof.Comparing;
using WesMemGuard.Pprof.Reading;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Bench;

/// <summary>How long profiles take: two real ones compared, and one of 10,000 stacks of 12 frames read and compared.</summary>
internal static class ProfileSpeed
{
    private const int Stacks = 10_000;
    private const int Depth = 12;

    /// <summary>Cold first, then warm.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="folder">A folder of recordings.</param>
    public static void Print(TextWriter output, string folder)
    {
        byte[][] real =
            [.. Directory.GetFiles(Path.Combine(folder, "planted-ispc-12", "profiles"), "*-heap.pb.gz")
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        byte[] early = Made(1), late = Made(2);
        for (var round = 0; round < 8; round++)
        {
            output.WriteLine(
                $"round {round}: two of {real[0].Length:N0} and {real[^1].Length:N0} bytes compared in "
                    + $"{Milliseconds(real[0], real[^1]):0} ms; two of {Stacks:N0} stacks in {Milliseconds(early, late):0} ms");
        }
    }

    private static double Milliseconds(byte[] from, byte[] to)
    {
        var start = Stopwatch.GetTimestamp();
        var rows = DiffTable.Between(ProfileReader.Read(new MemoryStream(from)), ProfileReader.Read(new MemoryStream(to)),
            ValueKind.InuseSpace, Grouping.Function).Length;
        return rows > 0 ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : throw new InvalidDataException("nothing was compared");
    }

    private static byte[] Made(int blocks)
    {
        const int size = 4096;
        var text = new StringBuilder(
            FormattableString.Invariant(
            $"heap profile: {Stacks * blocks}: {Stacks * blocks * size} [{Stacks * blocks}: {Stacks * blocks * size}] @ heap/1048576\n"));
        for (var stack = 0; stack < Stacks; stack++)
        {
            int[] frames =
                [.. Enumerable.Range(0, Depth).Select(level => level == 0 ? 100_000 + stack : (stack / (level * level)) + level)];
            text.Append(FormattableString.Invariant(
                $"{blocks}: {blocks * size} [{blocks}: {blocks * size}] @ {string.Join(' ', frames.Select(f => $"0x{f:x}"))}\n"));
            foreach (var frame in frames)
                text.Append(FormattableString.Invariant($"#\t0x{frame:x}\tmain.f{frame}+0x1\t/src/main.go:{(frame % 900) + 1}\n"));
            text.Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.Append("\n# runtime.MemStats\n").ToString());
    }
}
