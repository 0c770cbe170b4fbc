using System.Text.Json;
using WesMemGuard.Files;
using WesMemGuard.Input;

namespace WesMemGuard.Fleets.Alerting;

/// <summary>
/// What was told of before: an alert is sent when its state changes, again after a time, and once more when it is over. What can't be
/// told changes nothing.
/// </summary>
internal sealed class AlertBook
{
    private const long Largest = 64 * 1024 * 1024;

    private readonly Dictionary<string, Known> _known;

    private AlertBook(Dictionary<string, Known> known) => _known = known;

    /// <summary>A book without entries.</summary>
    public static AlertBook Empty => new(new(StringComparer.Ordinal));

    /// <summary>The book of a file; empty where there is none yet.</summary>
    /// <exception cref="BadInputException">It is no such book.</exception>
    public static AlertBook Read(string path, string shown)
    {
        if (!File.Exists(path))
            return Empty;
        try
        {
            var known = JsonSerializer.Deserialize<Dictionary<string, Known>>(PlainFile.Read(path, shown, Largest));
            return new AlertBook(new(known ?? [], StringComparer.Ordinal));
        }
        catch (JsonException)
        {
            throw new BadInputException(shown, AlertReasons.NoBook());
        }
    }

    /// <summary>The book as a file holds it.</summary>
    public string Text => JsonSerializer.Serialize(_known);

    /// <summary>How many alerts stand.</summary>
    public int Standing => _known.Count;

    /// <summary>What is due now.</summary>
    /// <param name="states">Every limit of every node as it is.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="repeat">After how long an alert that stands is sent again.</param>
    public IReadOnlyList<FleetAlert> Due(IEnumerable<AlertState> states, DateTimeOffset now, TimeSpan repeat)
    {
        var due = new List<FleetAlert>();
        foreach (var state in states)
        {
            _known.TryGetValue(state.Alert.Key, out var known);
            if (state.Worth is { } severity && (known is null || known.Severity != severity || now - known.Told >= repeat))
                due.Add(state.Alert with { Severity = severity, Since = known?.Since ?? state.Alert.Since, Until = now + (2 * repeat) });
            else if (state.IsOver && known is not null)
                due.Add(state.Alert with { Severity = known.Severity, Since = known.Since, IsResolved = true, Until = now });
        }

        return due;
    }

    /// <summary>Remembers that an alert was told.</summary>
    public void Told(FleetAlert alert)
    {
        if (alert.IsResolved)
            _known.Remove(alert.Key);
        else
            _known[alert.Key] = new Known(alert.Severity, alert.Since, alert.At);
    }

    /// <summary>An alert that stands.</summary>
    /// <param name="Severity">How bad.</param>
    /// <param name="Since">Since when.</param>
    /// <param name="Told">When it was sent last.</param>
    private sealed record Known(AlertSeverity Severity, DateTimeOffset Since, DateTimeOffset Told);
}

/// <summary>A limit of a node as it is.</summary>
/// <param name="Alert">What would be told of it.</param>
/// <param name="Worth">How bad it is; null: nobody is to be woken.</param>
/// <param name="IsOver">Whether it held: only that ends an alert.</param>
internal sealed record AlertState(FleetAlert Alert, AlertSeverity? Worth, bool IsOver);
