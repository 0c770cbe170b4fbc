using WesMemGuard.Texts;

namespace WesMemGuard.Reports.Html;

/// <summary>
/// A section whose body is folded away until it is asked for: its heading stands there, and printing opens it.
/// </summary>
internal static class Fold
{
    public static void Begin(HtmlWriter to, PageText text, string id, string titleKey) =>
        to.Write($"<section class=\"fold\" aria-labelledby=\"{id}\">\n<details><summary><h2 id=\"{id}\">{text[titleKey]}</h2></summary>\n");

    public static void End(HtmlWriter to) => to.Write($"</details>\n</section>\n");
}
