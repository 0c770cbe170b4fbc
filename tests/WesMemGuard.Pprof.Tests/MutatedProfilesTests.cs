using System.IO.Compression;
using System.Text;
using WesMemGuard.Pprof.Comparing;
using WesMemGuard.Pprof.Reading;

namespace WesMemGuard.Pprof.Tests;

/// <summary>The short form of a run over 1,000,000 mutated profiles (seed 20261122).</summary>
internal sealed class MutatedProfilesTests
{
    [Test]
    public void Mutated_profiles_are_read_or_refused_within_bounded_memory()
    {
        Mutation mutation = new(20261122, [.. Originals()]);
        var (read, refused) = (0, 0);
        for (var i = 0; i < 3000; i++)
        {
            var bytes = mutation.Next();
            var before = GC.GetAllocatedBytesForCurrentThread();
            if (Survives(bytes))
                read++;
            else
                refused++;
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64L << 20, $"mutation {i}");
        }
        read.ShouldBeGreaterThan(100);
        refused.ShouldBeGreaterThan(1000);
    }

    [Test]
    public void The_same_seed_gives_the_same_mutations()
    {
        byte[][] originals = [.. Originals()];

        Enumerable.Range(0, 20).Select(_ => new Mutation(7, originals)).Select(m => Convert.ToHexString(m.Next())).Distinct()
            .Count().ShouldBe(1);
    }

    /// <summary>Reads and evaluates; any exception but a <see cref="ProfileException"/> fails the test.</summary>
    private static bool Survives(byte[] bytes)
    {
        try
        {
            var profile = ProfileReader.Read(new MemoryStream(bytes));
            var kind = profile.Has(ValueKind.InuseSpace) ? ValueKind.InuseSpace : ValueKind.Goroutines;
            TopTable.Of(profile, kind);
            FoldedStacks.Write(profile, TextWriter.Null, kind);
            DiffTable.Between(profile, profile, kind, Grouping.Module);
            return true;
        }
        catch (ProfileException)
        {
            return false;
        }
    }

    private static IEnumerable<byte[]> Originals()
    {
        yield return Inflated("restarts/00200-heap.pb.gz");
        yield return Inflated("planted-api-goroutines/00120-goroutine.pb.gz");
        yield return ProfileBytes.Heap(10, 480, 2, 96).ToArray();
        yield return Encoding.UTF8.GetBytes(Recorded.Text("text/goroutine-debug1.txt"));
        yield return Encoding.UTF8.GetBytes(Recorded.Text("text/goroutine-debug2.txt"));
        yield return Encoding.UTF8.GetBytes(
            "heap profile: 1: 24 [2: 48] @ heap/1048576\n1: 24 [2: 48] @ 0x13\n#\t0x13\tmain.main+0x1\t/x/z.go:3\n\n");
    }

    private static byte[] Inflated(string path)
    {
        using GZipStream unzip =
            new(new MemoryStream(File.ReadAllBytes(Path.Combine(TestContext.CurrentContext.TestDirectory, "Profiles",
                path))),
            CompressionMode.Decompress);
        using MemoryStream whole = new();
        unzip.CopyTo(whole);
        return whole.ToArray();
    }
}
