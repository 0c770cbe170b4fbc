using Spectre.Console;
using WesMemGuard.Conventions.Tests.Rules;
using WesMemGuard.Runs;
using WesMemGuard.Texts;

namespace WesMemGuard.Conventions.Tests;

/// <summary>A string from outside that comes to a sink as it was fails here, or does not compile.</summary>
internal sealed class SinkTests
{
    [Test]
    public void No_sink_takes_a_string_as_it_is()
    {
        ProductAssemblies.All.Sum(SinkRule.PageTypes).ShouldBeGreaterThan(15);

        ProductAssemblies.All.SelectMany(SinkRule.Violations).ShouldBeEmpty();
    }

    [Test]
    public void One_that_does_is_seen()
    {
        SinkRule.Violations(typeof(Draws), isPage: false).ShouldBe(
            [
                $"{typeof(Draws).FullName}.Cell hands a string to Text..ctor",
                $"{typeof(Draws).FullName}.Row hands a string to TableExtensions.AddRow",
            ]);
        SinkRule.Violations(typeof(SomeMarkdown), isPage: false).ShouldBe(
            [
                $"{typeof(SomeMarkdown).FullName}.Plain writes Markdown by TextWriter.Write",
                $"{typeof(SomeMarkdown).FullName}.Markup makes markup of a string",
            ]);
        SinkRule.Violations(typeof(SomePage), isPage: true).ShouldBe(
            [
                $"{typeof(SomePage).FullName}.Raw writes HTML by TextWriter.Write",
                $"{typeof(SomePage).FullName}.ThroughALocal writes HTML by TextWriter.Write",
                $"{typeof(SomePage).FullName}.Joined writes HTML by StringBuilder.Append",
                $"{typeof(SomePage).FullName}.Markup makes markup of a string",
            ]);
    }

    private static class Draws
    {
        public static Text Cell(string text) => new Text(text);

        public static void Row(Table table, string text) => table.AddRow(text);

        public static void Bordered(Table table) => table.Border(TableBorder.Simple);
    }

    private static class SomeMarkdown
    {
        public static void Plain(TextWriter to, string text) => to.Write(text);

        public static void Markup(MarkdownLine line, string text) => line.AppendLiteral(text);

        public static void Good(MarkdownWriter to, string text) => to.Write($"- {text}\n");
    }

    private static class SomePage
    {
        public static void Raw(TextWriter to, RunHeader header, int more) => to.Write($"<b>{header.Name}</b>{more}");

        public static void ThroughALocal(TextWriter to, RunHeader header)
        {
            var name = header.Name.Trim();
            to.Write(name);
        }

        public static void Joined(System.Text.StringBuilder to, RunHeader header) => to.Append("<b>" + header.Name + "</b>");

        public static void Markup(HtmlLine line, RunHeader header) => line.AppendLiteral(header.Name);

        public static void Good(HtmlWriter to, RunHeader header, int more) => to.Write($"<b>{header.Name}</b>{more}");
    }
}
