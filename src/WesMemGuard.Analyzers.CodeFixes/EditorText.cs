using System.Globalization;
using WesMemGuard.Analyzers.Reporting;

namespace WesMemGuard.Analyzers;

/// <summary>Texts in the editor's language: an action's title is a plain string, made when the menu is.</summary>
internal static class EditorText
{
#pragma warning disable RS1035 // It forbids the culture of the process to analyzers, which are given one; nobody gives a fix one.
    public static string Of(RuleText text) => text.ToString(CultureInfo.CurrentUICulture);
#pragma warning restore RS1035
}
