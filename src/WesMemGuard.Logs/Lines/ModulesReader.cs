using System.Text.Json;
using WesMemGuard.Runs;

namespace WesMemGuard.Logs.Lines;

/// <summary>
/// Reads the array <c>modules</c> of a sample. A list that equals the last one is the same object: an idle node repeats
/// it for hours.
/// </summary>
internal sealed class ModulesReader(SharedNames names)
{
    private const int MostModules = 256;
    private readonly List<ModuleSample> _read = [];
    private ModuleSample[] _last = [];

    /// <summary>Reads the array at which the reader stands.</summary>
    /// <exception cref="UnreadableLineException">It is no array of modules, or one too long.</exception>
    public IReadOnlyList<ModuleSample> Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new UnreadableLineException($"modules is {reader.TokenType}, an array is needed");
        _read.Clear();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (_read.Count >= MostModules)
                throw new UnreadableLineException($"modules holds more than {MostModules}");
            _read.Add(Module(ref reader));
        }

        if (!_read.SequenceEqual(_last))
            _last = [.. _read];
        return _last;
    }

    private ModuleSample Module(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new UnreadableLineException($"modules[{_read.Count}] is no object");
        string? module = null;
        var layer = "";
        Span<double> figures = [double.NaN, double.NaN, double.NaN, double.NaN];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var figure = Figure(ref reader);
            var isModule = reader.ValueTextEquals("module"u8);
            var isLayer = reader.ValueTextEquals("layer"u8);
            reader.Read();
            if (isModule)
                module = Name(ref reader);
            else if (isLayer)
                layer = Name(ref reader);
            else if (figure >= 0)
                figures[figure] = Number(ref reader);
            else
                reader.Skip();
        }

        foreach (var figure in figures)
        {
            if (double.IsNaN(figure))
                throw new UnreadableLineException($"modules[{_read.Count}] lacks one of objects, approx_bytes, cache_items, queue_length");
        }

        return new ModuleSample(
            module ?? throw new UnreadableLineException($"modules[{_read.Count}] lacks its name"), layer, figures[0],
                figures[1], figures[2], figures[3]);
    }

    private static int Figure(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("objects"u8) ? 0
        : reader.ValueTextEquals("approx_bytes"u8) ? 1
        : reader.ValueTextEquals("cache_items"u8) ? 2
        : reader.ValueTextEquals("queue_length"u8) ? 3 : -1;

    private static double Number(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw new UnreadableLineException("a module's figure is no number");

    private string Name(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > 200)
            throw new UnreadableLineException("a module's name is no short text");
        Span<char> text = stackalloc char[200];
        return names.Of(text[..reader.CopyString(text)]);
    }
}
