using System.Text;
using System.Text.Json;
using WesMemGuard.Input;
using WesMemGuard.Json;

namespace WesMemGuard.Clients;

/// <summary>A measurement of a client as JSON, from the process of the test to whoever compares two builds.</summary>
internal static class MeasurementFile
{
    /// <summary>
    /// The environment variable that names the folder in which a test leaves its measurements, a file each; without it none is left.
    /// </summary>
    public const string Variable = "WESMEMGUARD_CLIENT_OUT";

    /// <summary>How files of measurements end.</summary>
    public const string Ending = ".client.json";

    private const int MostLevels = 10_000, MostTypes = 1000, LongestName = 2000;

    /// <summary>The measurement as text.</summary>
    public static byte[] Write(ClientMeasurement measured)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("name", measured.Name);
            json.WriteNumber("warmUpCalls", measured.WarmUpCalls);
            json.WriteNumber("seconds", measured.Elapsed.TotalSeconds);
            json.WriteBoolean("quiet", measured.IsQuiet);
            json.WriteStartArray("levels");
            foreach (var level in measured.Levels)
            {
                json.WriteStartArray();
                json.WriteNumberValue(level.Calls);
                json.WriteNumberValue(level.Live);
                json.WriteNumberValue(level.Seconds);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteBoolean("walked", measured.IsWalked);
            json.WriteNumber("withoutCalls", measured.WithoutCalls);
            json.WriteStartArray("types");
            foreach (var type in measured.Types)
            {
                json.WriteStartObject();
                json.WriteString("name", type.Name);
                json.WriteNumber("countPerCall", type.CountPerCall);
                json.WriteNumber("bytesPerCall", type.BytesPerCall);
                if (type.Path is { } path)
                    json.WriteString("path", path);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Reads a measurement.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <exception cref="BadInputException">It is none; it says where and what is needed.</exception>
    public static ClientMeasurement Read(byte[] bytes, string file)
    {
        var at = new Place(JsonText.Parse(bytes, file), file);
        var levels = at.Items("levels", MostLevels).Select(Level).ToList();
        if (levels.Count < 2 || levels.Zip(levels.Skip(1)).Any(l => l.Second.Calls < l.First.Calls) || levels[^1].Calls == levels[0].Calls)
            throw at.Wrong("\"levels\" needs at least two levels whose calls rise");
        return new ClientMeasurement(at.Text("name"), levels, (long)at.Number("warmUpCalls"), TimeSpan.FromSeconds(at.Number("seconds")))
        {
            IsQuiet = at.Truth("quiet"),
            IsWalked = at.Truth("walked"),
            WithoutCalls = at.Number("withoutCalls"),
            Types = [.. at.Items("types", MostTypes).Select(t => new MeasuredType(
                t.Text("name"), t.Number("countPerCall"), t.Number("bytesPerCall"), t.Has("path") ? t.Text("path") : null))],
        };
    }

    private static MeasuredLevel Level(Place at)
    {
        var numbers = at.Value.Items.Select(i => i.Number).OfType<double>().ToList();
        return numbers is [>= 0 and <= Largest, >= 0, >= 0] && at.Value.Items.Count == numbers.Count
            ? new MeasuredLevel((long)numbers[0], numbers[1], numbers[2]) : throw at.Wrong("a level is [calls, bytes, seconds], from 0");
    }

    /// <summary>Numbers beyond it are no longer counted one by one.</summary>
    private const double Largest = 9007199254740992;

    /// <summary>A value of the file, with what is said of it.</summary>
    private readonly record struct Place(JsonValue Value, string File)
    {
        public bool Has(string name) => Value[name] is not null;

        public string Text(string name) => Value[name]?.Text is { Length: > 0 and <= LongestName } text
            ? text : throw Wrong($"\"{name}\" needs a text of 1 to {LongestName} characters", name);

        public double Number(string name) => Value[name]?.Number is { } number and >= 0 and <= Largest
            ? number : throw Wrong($"\"{name}\" needs a number from 0", name);

        public bool Truth(string name) => Value[name]?.Boolean ?? throw Wrong($"\"{name}\" needs true or false", name);

        public IReadOnlyList<Place> Items(string name, int most)
        {
            var file = File;
            return Value[name] is { Kind: JsonKind.Array } list && list.Items.Count <= most
                ? [.. list.Items.Select(i => new Place(i, file))] : throw Wrong($"\"{name}\" needs a list of at most {most}", name);
        }

        public BadInputException Wrong(string what, string? name = null)
        {
            var place = name is null ? Value : Value[name] ?? Value;
            return new BadInputException([new FileProblem(File, place.Line, place.Column, what)]);
        }
    }
}
