using WesMemGuard.Texts;

namespace WesMemGuard.Reports.Html;

/// <summary>Tables that scroll by themselves on a narrow screen, and by the keyboard.</summary>
internal static class Table
{
    public static void Begin(HtmlWriter to, PageText text, string labelledBy, params ReadOnlySpan<string> columns)
    {
        to.Write($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"{labelledBy}\"><table><thead><tr>");
        foreach (var column in columns)
            to.Write($"<th scope=\"col\">{text[column]}</th>");
        to.Write($"</tr></thead><tbody>\n");
    }

    public static void End(HtmlWriter to) => to.Write($"</tbody></table></div>\n");
}
