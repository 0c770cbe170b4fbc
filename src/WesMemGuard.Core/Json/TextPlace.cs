namespace WesMemGuard.Json;

/// <summary>Where a reader stands in a text. Lines end with LF, CR LF or CR.</summary>
internal sealed class TextPlace(string text, int firstLine = 1)
{
    private int _lineStart;

    internal int At { get; private set; }

    internal int Line { get; private set; } = firstLine;

    internal int Column => At - _lineStart + 1;

    internal void MoveTo(int end)
    {
        while (At < end)
        {
            var c = text[At++];
            if (c == '\n' || (c == '\r' && (At == text.Length || text[At] != '\n')))
            {
                Line++;
                _lineStart = At;
            }
        }
    }
}
