using WesMemGuard.Logs.Entries;
using WesMemGuard.Runs;

namespace WesMemGuard.Logs.Lines;

/// <summary>
/// A line, parsed: what every line has, its other fields, and the modules of a sample. One is used again and again.
/// </summary>
internal sealed class LineRecord
{
    public string Level { get; set; } = "";

    public string Caller { get; set; } = "";

    /// <summary><c>message</c>, else <c>msg</c>.</summary>
    public string Message { get; set; } = "";

    /// <summary><c>msg</c>, which other encoders write.</summary>
    public string ShortMessage { get; set; } = "";

    /// <summary>When the line was written: <c>timestamp</c>, else <c>ts</c>, else the field <c>time</c>.</summary>
    public DateTimeOffset? WrittenAt { get; set; }

    /// <summary>The field <c>time</c>.</summary>
    public DateTimeOffset? Time { get; set; }

    /// <summary>The other fields that are numbers.</summary>
    public List<LogFigure> Figures { get; } = [];

    /// <summary>The other fields that are text, those worth showing.</summary>
    public List<(string Name, string Text)> Texts { get; } = [];

    /// <summary>The array <c>modules</c> of a sample; null when the line has none.</summary>
    public IReadOnlyList<ModuleSample>? Modules { get; set; }

    /// <summary>Ready for the next line.</summary>
    public void Clear()
    {
        Level = Caller = Message = ShortMessage = "";
        WrittenAt = Time = null;
        Figures.Clear();
        Texts.Clear();
        Modules = null;
    }

    /// <summary>Sets a figure; of two with one name the last stays.</summary>
    public void Set(string name, double value)
    {
        Figures.RemoveAll(f => f.Name == name);
        Figures.Add(new LogFigure(name, value));
    }

    public double? Figure(string name)
    {
        foreach (var figure in Figures)
        {
            if (figure.Name == name)
                return figure.Value;
        }

        return null;
    }
}
