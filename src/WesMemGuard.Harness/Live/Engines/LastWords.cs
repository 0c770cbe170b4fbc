namespace WesMemGuard.Harness.Live.Engines;

/// <summary>The last lines that a program printed, of however many: what went wrong stands there.</summary>
internal sealed class LastWords
{
    private const int Lines = 3;
    private const int LongestLine = 200;
    private readonly Queue<string> _lines = new();

    /// <summary>Reads to the end of a stream.</summary>
    public async Task ReadAsync(TextReader from)
    {
        var buffer = new char[4096];
        var line = new System.Text.StringBuilder();
        for (int read; (read = await from.ReadAsync(buffer)) > 0;)
        {
            foreach (var letter in buffer.AsSpan(0, read))
            {
                if (letter == '\n')
                    Take(line);
                else if (line.Length < LongestLine)
                    line.Append(letter);
            }
        }

        Take(line);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        lock (_lines)
            return string.Join(" | ", _lines);
    }

    private void Take(System.Text.StringBuilder line)
    {
        var said = line.ToString().Trim();
        line.Clear();
        if (said.Length == 0)
            return;
        lock (_lines)
        {
            _lines.Enqueue(said);
            if (_lines.Count > Lines)
                _lines.Dequeue();
        }
    }
}
