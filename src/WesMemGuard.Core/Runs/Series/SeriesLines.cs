using System.Text;

namespace WesMemGuard.Runs.Series;

/// <summary>The lines of a series, bounded, with their numbers; empty ones are passed over.</summary>
internal sealed class SeriesLines(StreamReader reader, string file)
{
    public string File => file;

    /// <summary>The number of the line read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line that isn't empty; null at the end.</summary>
    public string? Next()
    {
        var line = new StringBuilder();
        while (true)
        {
            var c = reader.Read();
            if (c is '\n' or < 0)
            {
                Number++;
                var text = line.ToString().Trim();
                if (text.Length > 0 || c < 0)
                    return text.Length > 0 ? text : null;
                line.Clear();
                continue;
            }

            if (line.Length >= SeriesFile.LongestLine)
                throw new UnreadableRunException($"{file}:{Number + 1}: the line is over {SeriesFile.LongestLine} characters");
            line.Append((char)c);
        }
    }
}
