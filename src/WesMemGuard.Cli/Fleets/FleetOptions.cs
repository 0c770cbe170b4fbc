using System.CommandLine;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Report;

namespace WesMemGuard.Cli.Fleets;

/// <summary>The options of <c>judge</c> that are about fleets.</summary>
internal sealed class FleetOptions
{
    private readonly Option<int> _top;
    private readonly Option<string?> _by;
    private readonly Option<string?> _node;
    private readonly Option<string?> _html;
    private readonly Option<string?> _markdown;

    public FleetOptions(LocalTexts texts)
    {
        _top = new Option<int>("--top") { Description = texts["Top"], HelpName = "N", DefaultValueFactory = _ => 30 };
        _by = new Option<string?>("--by") { Description = texts["By"], HelpName = "LABEL" };
        _node = new Option<string?>("--node-label") { Description = texts["Node"], HelpName = "LABEL" };
        _html = new Option<string?>("--html") { Description = texts["Html"], HelpName = "FILE" };
        _markdown = new Option<string?>("--md") { Description = texts["Markdown"], HelpName = "FILE" };
    }

    public void AddTo(Command command)
    {
        command.Add(_top);
        command.Add(_by);
        command.Add(_node);
        command.Add(_html);
        command.Add(_markdown);
    }

    public FleetShow Show(ParseResult parsed) => new(parsed.GetValue(_top), parsed.GetValue(_by));

    public string? Node(ParseResult parsed) => parsed.GetValue(_node);

    /// <summary>Writes the reports that were asked for; of several fleets the last one's stay.</summary>
    public void Write(ParseResult parsed, FleetVerdict fleet, Surroundings surroundings)
    {
        var show = Show(parsed);
        if (parsed.GetValue(_html) is { } html)
            Write(html, surroundings, to => FleetHtml.Write(fleet, show.By, to, surroundings.Language));
        if (parsed.GetValue(_markdown) is { } markdown)
            Write(markdown, surroundings, to => FleetMarkdown.Write(fleet, show.By, show.Top, to, surroundings.Language));
    }

    private static void Write(string file, Surroundings surroundings, Action<TextWriter> write)
    {
        OutputFile.Write(file, surroundings, write);
        surroundings.Say(FleetReasons.Written(file));
    }
}
