using System.CommandLine;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Files;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Report;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Input;
using WesMemGuard.Inventories;

namespace WesMemGuard.Cli.Fleets;

/// <summary>The options of <c>judge</c> that are about fleets.</summary>
internal sealed class FleetOptions
{
    private const long LargestInventory = 16 * 1024 * 1024;

    private readonly Option<int> _top;
    private readonly Option<string?> _by;
    private readonly Option<string?> _node;
    private readonly Option<string?> _fleet;
    private readonly Option<string?> _html;
    private readonly Option<string?> _markdown;

    public FleetOptions(LocalTexts texts)
    {
        _top = new Option<int>("--top") { Description = texts["Top"], HelpName = "N", DefaultValueFactory = _ => 30 };
        _by = new Option<string?>("--by") { Description = texts["By"], HelpName = "LABEL" };
        _node = NodeLabel(texts);
        _fleet = Fleet(texts);
        _html = new Option<string?>("--html") { Description = texts["Html"], HelpName = "FILE" };
        _markdown = new Option<string?>("--md") { Description = texts["Markdown"], HelpName = "FILE" };
    }

    /// <summary>The option that says which label names nodes; its text is of <c>judge</c>.</summary>
    public static Option<string?> NodeLabel(LocalTexts texts) => new("--node-label") { Description = texts["Node"], HelpName = "LABEL" };

    public void AddTo(Command command)
    {
        command.Add(_top);
        command.Add(_by);
        command.Add(_node);
        command.Add(_fleet);
        command.Add(_html);
        command.Add(_markdown);
    }

    public FleetShow Show(ParseResult parsed) => new(parsed.GetValue(_top), parsed.GetValue(_by));

    /// <summary>The option that names an inventory; its text is of <c>judge</c>.</summary>
    public static Option<string?> Fleet(LocalTexts texts) => new("--fleet") { Description = texts["Fleet"], HelpName = "FILE" };

    /// <summary>The inventory that was named; null: none was.</summary>
    /// <exception cref="BadInputException">It is none.</exception>
    public static FleetInventory? Inventory(string? file, Surroundings surroundings) => file is null ? null
        : InventoryFile.Read(PlainFile.Read(Path.Combine(surroundings.WorkingFolder, file), file, LargestInventory), file);

    /// <summary>What judges inputs.</summary>
    /// <exception cref="BadInputException">The inventory is none.</exception>
    public JudgedInputs Inputs(ParseResult parsed, RunJudge judge, string budget, IReadOnlyDictionary<string, string> mapped,
        Surroundings surroundings) => new(judge, surroundings.WorkingFolder, budget, mapped)
        {
            NodeLabel = parsed.GetValue(_node),
            Inventory = Inventory(parsed.GetValue(_fleet), surroundings),
        };

    /// <summary>Writes the reports that were asked for: of one fleet, or of all nodes of several that one budget judged.</summary>
    public void Write(ParseResult parsed, IReadOnlyList<FleetVerdict> fleets, Surroundings surroundings)
    {
        if (fleets.Count == 0)
            return;
        var fleet = fleets.Count == 1 ? fleets[0]
            : new FleetVerdict($"{fleets[0].Source} … {fleets[^1].Source}", fleets[0].Budget, [.. fleets.SelectMany(f => f.Nodes)]);
        var show = Show(parsed);
        if (parsed.GetValue(_html) is { } html)
            surroundings.Say(FleetReasons.Written(FleetPages.Write(fleet, html, show.By, surroundings)));
        if (parsed.GetValue(_markdown) is { } markdown)
            Write(markdown, surroundings, to => FleetMarkdown.Write(fleet, show.By, show.Top, to, surroundings.Language));
    }

    private static void Write(string file, Surroundings surroundings, Action<TextWriter> write)
    {
        OutputFile.Write(file, surroundings, write);
        surroundings.Say(FleetReasons.Written(file));
    }
}
