namespace WesMemGuard.Texts;

/// <summary>Takes HTML alone: a string is none.</summary>
/// <param name="to">Where it goes.</param>
internal sealed class HtmlWriter(TextWriter to)
{
    /// <summary>Writes markup whose texts are encoded.</summary>
    public void Write(HtmlLine markup) => markup.To(to);

    /// <summary>Writes it with the end of a line.</summary>
    public void WriteLine(HtmlLine markup)
    {
        markup.To(to);
        to.WriteLine();
    }
}
