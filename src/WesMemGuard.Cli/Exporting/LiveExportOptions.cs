using System.CommandLine;
using WesMemGuard.Cli.Options;

namespace WesMemGuard.Cli.Exporting;

/// <summary>The options of verbs that watch and show what they judge: <c>--serve</c>, <c>--otlp</c>.</summary>
internal sealed class LiveExportOptions
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(LiveExportOptions));

    private readonly Option<string?> _serve;
    private readonly Option<string?> _otlp;

    public LiveExportOptions(Language language)
    {
        _serve = new Option<string?>("--serve") { Description = Texts.In(language)["Serve"], HelpName = "PORT|ADDRESS" };
        _otlp = Otlp(language);
    }

    /// <summary>The option that names a collector.</summary>
    public static Option<string?> Otlp(Language language) =>
        new("--otlp") { Description = Texts.In(language)["Otlp"], HelpName = "URL" };

    public void AddTo(Command command)
    {
        command.Add(_serve);
        command.Add(_otlp);
    }

    /// <exception cref="Input.BadInputException">An address is none, or can't be listened on.</exception>
    public LiveExport Open(ParseResult parsed, Surroundings surroundings) =>
        new(parsed.GetValue(_serve), parsed.GetValue(_otlp), surroundings);
}
