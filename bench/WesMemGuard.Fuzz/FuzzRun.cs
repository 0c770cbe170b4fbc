using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace WesMemGuard.Fuzz;

/// <summary>Fuzzes one reader after the other, tells what was found, and keeps the inputs that are worth it.</summary>
internal static class FuzzRun
{
    /// <summary>An input of a few kilobytes that takes more of a processor is a finding.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <returns>
    /// 0; 1 where a reader failed, took too long or took no way that is counted; 64 where there is no reader of the name.
    /// </returns>
    public static int Of(FuzzOptions options)
    {
        var readers = Readers.All.Where(r => options.Reader is null || r.Name == options.Reader).ToList();
        if (readers.Count == 0)
        {
            Console.Error.WriteLine($"there is no reader \"{options.Reader}\"; there are: "
                + string.Join(", ", Readers.All.Select(r => r.Name)));
            return 64;
        }

        var found = 0;
        Console.WriteLine("reader          inputs    a second   edges  before  corpus  longest ms  found");
        foreach (var (name, read) in readers)
            found += One(name, read, options);
        return found == 0 ? 0 : 1;
    }

    private static int One(string name, Action<byte[]> read, FuzzOptions options)
    {
        var folder = Path.Combine(options.Corpus, name);
        var corpus = Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToList();
        var reader = new WatchedReader(name, read);
        corpus.ForEach(input => reader.Reads(input)); // what is initialised once is no coverage of an input
        corpus.ForEach(input => reader.Reads(input));
        var (before, mutator, inputs) = (reader.Edges, new Mutator(options.Seed), 0L);
        var watch = Stopwatch.StartNew();
        for (; watch.Elapsed.TotalSeconds < options.Seconds; inputs++)
        {
            var input = mutator.Of(corpus);
            if (reader.Reads(input))
                corpus.Add(input);
        }

        if (options.Keeps)
            Keep(folder, reader.Smallest(corpus));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-14} {inputs,8} {inputs / watch.Elapsed.TotalSeconds,10:0} {reader.Edges,8} {before,7} {corpus.Count,7} ")
            + string.Create(CultureInfo.InvariantCulture, $"{reader.Longest.TotalMilliseconds,11:0} {reader.Found.Count,6}"));
        foreach (var (kind, input) in reader.Found)
            Console.WriteLine($"  {kind} of {Convert.ToBase64String(input)}");
        if (reader.Longest > Longest)
            Console.WriteLine($"  {name}: took too long of {Convert.ToBase64String(reader.Slowest)}");
        if (reader.Edges == 0)
            Console.WriteLine($"  {name}: no edge was counted, so nothing was fuzzed: the reader's assembly is not instrumented");
        return reader.Found.Count + (reader.Longest > Longest || reader.Edges == 0 ? 1 : 0);
    }

    private static void Keep(string folder, IEnumerable<byte[]> inputs)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        foreach (var input in inputs)
            File.WriteAllBytes(Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(input))[..12]), input);
    }
}
