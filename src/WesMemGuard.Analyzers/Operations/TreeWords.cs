using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace WesMemGuard.Analyzers.Operations;

/// <summary>
/// Which words a file has, by their hashes: most files needn't be searched for a word at all. Read once for each tree,
/// which outlives the compilations that share it, so that typing in one file doesn't read the others again.
/// </summary>
internal static class TreeWords
{
    private const int Window = 16 * 1024;
    private const int Seed = unchecked((int)2166136261);
    private static readonly ConditionalWeakTable<SyntaxTree, int[]> Known = new();

    /// <summary>False when the word stands nowhere in the file, not even in a comment; true when it may.</summary>
    public static bool MayHave(SyntaxTree tree, string word) =>
        Array.BinarySearch(Known.GetValue(tree, static read => Read(read.GetText())), HashOf(word)) >= 0;

    public static bool IsPartOfWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static int HashOf(string word)
    {
        var hash = Seed;
        foreach (var c in word)
            hash = Next(hash, c);
        return hash;
    }

    private static int Next(int hash, char c) => unchecked((hash ^ c) * 16777619);

    private static int[] Read(SourceText text)
    {
        var found = new HashSet<int>();
        var buffer = new char[Math.Min(Window, text.Length)];
        var hash = Seed;
        var isWord = false;
        for (var start = 0; start < text.Length; start += buffer.Length)
        {
            var count = Math.Min(buffer.Length, text.Length - start);
            text.CopyTo(start, buffer, 0, count);
            for (var at = 0; at < count; at++)
            {
                var goesOn = IsPartOfWord(buffer[at]);
                if (goesOn)
                    hash = Next(hash, buffer[at]);
                else if (isWord)
                    found.Add(hash);
                if (!goesOn)
                    hash = Seed;
                isWord = goesOn;
            }
        }
        if (isWord)
            found.Add(hash);
        var sorted = new int[found.Count];
        found.CopyTo(sorted);
        Array.Sort(sorted);
        return sorted;
    }
}
