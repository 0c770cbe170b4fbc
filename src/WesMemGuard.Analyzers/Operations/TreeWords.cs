using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace WesMemGuard.Analyzers.Operations;

/// <summary>
/// Which words a file has, as marks in a small table (a Bloom filter): most files needn't be searched for a word at all. Read once
/// for each tree, which outlives the compilations that share it, so that typing in one file doesn't read the others again.
/// </summary>
internal sealed class TreeWords
{
    private const int Window = 16 * 1024;
    private const int Seed = unchecked((int)2166136261);
    private const int LeastBits = 1024;
    private static readonly ConditionalWeakTable<SyntaxTree, TreeWords> Known = new();
    private readonly int[] _marks;

    private TreeWords(SourceText text)
    {
        var bits = LeastBits;
        while (bits < text.Length)
            bits *= 2;
        _marks = new int[bits / 32];
        Read(text);
    }

    /// <summary>False when the word stands nowhere in the file, not even in a comment; true when it may.</summary>
    public static bool MayHave(SyntaxTree tree, string word) => Of(tree).Has(HashOf(word));

    /// <summary>False when none of the words stands anywhere in the file.</summary>
    public static bool MayHaveAny(SyntaxTree tree, string[] words)
    {
        var known = Of(tree);
        foreach (var word in words)
            if (known.Has(HashOf(word)))
                return true;
        return false;
    }

    public static bool IsPartOfWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static TreeWords Of(SyntaxTree tree) => Known.GetValue(tree, static read => new TreeWords(read.GetText()));

    private static int HashOf(string word)
    {
        var hash = Seed;
        foreach (var c in word)
            hash = Next(hash, c);
        return hash;
    }

    private static int Next(int hash, char c) => unchecked((hash ^ c) * 16777619);

    /// <summary>Each word has two marks, by the two halves of its hash.</summary>
    private bool Has(int hash) => hash == Seed || (IsMarked(hash) && IsMarked(Other(hash)));

    private static int Other(int hash) => unchecked((int)(((uint)hash >> 16) * 0x9E3779B1));

    private bool IsMarked(int hash) => (_marks[Slot(hash)] & (1 << hash)) != 0;

    private void Mark(int hash) => _marks[Slot(hash)] |= 1 << hash;

    private int Slot(int hash) => (int)((uint)hash >> 5) & (_marks.Length - 1);

    private void Read(SourceText text)
    {
        var buffer = new char[Math.Min(Window, text.Length)];
        var hash = Seed;
        for (var start = 0; start < text.Length; start += buffer.Length)
        {
            var count = Math.Min(buffer.Length, text.Length - start);
            text.CopyTo(start, buffer, 0, count);
            for (var at = 0; at < count; at++)
                if (IsPartOfWord(buffer[at]))
                    hash = Next(hash, buffer[at]);
                else
                    hash = Keep(hash);
        }
        Keep(hash);
    }

    /// <summary>A word has ended, unless there was none; the next one begins.</summary>
    private int Keep(int hash)
    {
        if (hash != Seed)
        {
            Mark(hash);
            Mark(Other(hash));
        }
        return Seed;
    }
}
