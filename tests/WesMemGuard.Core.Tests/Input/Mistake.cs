using System.Text;
using WesMemGuard.Budgets;
using WesMemGuard.Json;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Core.Tests.Input;

/// <summary>A file with a mistake in it.</summary>
/// <param name="Title">What is wrong with it.</param>
/// <param name="File">Its name: scenario.json, budget.json or anything else that is read as plain JSON.</param>
/// <param name="Bytes">What is in it.</param>
/// <param name="Shown">How the gallery shows it.</param>
internal sealed record Mistake(string Title, string File, byte[] Bytes, string Shown)
{
    internal static Mistake In(string file, string title, string text) =>
        new(title, file, Encoding.UTF8.GetBytes(text), Visible(text));

    internal static Mistake Limit(string title, string entry) =>
        In("budget.json", title, $$"""{ "limits": [ {{entry}} ] }""");

    internal void Read()
    {
        if (File == "budget.json")
            BudgetFile.Read(Bytes, File);
        else if (File == "scenario.json")
            ScenarioFile.Read(Bytes, File);
        else
            JsonText.Parse(Bytes, File);
    }

    private static string Visible(string text) =>
        text.TrimEnd('\n').Replace("\uFEFF", "\\uFEFF").Replace("\u00A0", "\\u00A0").Replace("\t", "\\t");
}
