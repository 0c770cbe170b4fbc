namespace WesMemGuard.Cli.Output;

/// <summary>
/// How many columns of a terminal a text takes: a Chinese letter takes two. The library of live screens knows it too, and would have to be
/// loaded for help.
/// </summary>
internal static class TextWidth
{
    private const char FirstWide = '\u2E80';

    public static int Of(char letter) => letter >= FirstWide ? 2 : 1;

    public static int Of(string text)
    {
        var columns = 0;
        foreach (var letter in text)
            columns += Of(letter);
        return columns;
    }
}
