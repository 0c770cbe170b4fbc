namespace WesMemGuard.Texts;

/// <summary>
/// Sentences that are made in English where they become known, and are kept so in runs and messages, said in another language where people read them.
/// <c>Phrases.resx</c> holds each sentence as it is made, with <c>{0}</c> for what it quotes, and <c>Phrases.zh.resx</c> its twin; what is quoted is
/// translated too where it is a sentence. A test of the conventions finds every sentence of the judge that has no twin.
/// </summary>
public static class Phrases
{
    /// <summary>Sentences quote sentences, but no deeper than this.</summary>
    private const int Deepest = 4;

    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(Phrases));
    private static readonly Lazy<IReadOnlyList<Phrase>> All = new(Read);

    /// <summary>The sentence in a language; what is no known sentence, a name or a figure, stays as it is.</summary>
    public static string In(Language language, string sentence) => language == Language.English ? sentence : Translated(sentence, Deepest);

    // A single word that is quoted is a name, and stays.
    private static string Translated(string sentence, int depth)
    {
        foreach (var phrase in All.Value)
        {
            if (phrase.Quoted(sentence) is { } quoted)
                return phrase.With(quoted.Select(q => depth > 0 && q.Contains(' ', StringComparison.Ordinal) ? Translated(q, depth - 1) : q));
        }

        return sentence;
    }

    // Those that say most come first: a sentence is rather "… answers; set …" than "… answers".
    private static List<Phrase> Read()
    {
        var chinese = Texts.In(Language.Chinese);
        return [.. Texts.In(Language.English).All.Select(t => new Phrase(t.Value, chinese[t.Key])).OrderByDescending(p => p.Length)];
    }
}
