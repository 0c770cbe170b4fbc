namespace WesMemGuard.Verdicts.Text;

/// <summary>What of a message is left out first where it is too long.</summary>
internal enum Keep
{
    /// <summary>Left out first.</summary>
    Aside,

    /// <summary>Left out when that was not enough: verdicts carry them beside the message too.</summary>
    Notices,

    /// <summary>Left out before the others that tell who is to blame.</summary>
    Details,

    /// <summary>Left out last.</summary>
    Culprits,

    /// <summary>Never left out.</summary>
    Always,
}

/// <summary>
/// The lines of a message: at most 12 of 110 columns. A longer line is broken at a space, over two lines, the reason over three; what is too much
/// goes by its rank, from below.
/// </summary>
internal sealed class MessageLines
{
    private const int Most = 12;

    private readonly List<(List<string> Parts, Keep Keep)> _lines = [];

    public void Add(string line, Keep keep = Keep.Always) => _lines.Add((Wrap.Line(Plain.Text(line), _lines.Count == 1 ? 3 : 2), keep));

    public override string ToString()
    {
        var kept = _lines.ConvertAll(l => l.Keep == Keep.Always);
        var room = Most - _lines.Where(l => l.Keep == Keep.Always).Sum(l => l.Parts.Count);
        foreach (var rank in new[] { Keep.Culprits, Keep.Details, Keep.Notices, Keep.Aside })
        {
            for (var i = 0; i < _lines.Count; i++)
            {
                if (_lines[i].Keep != rank || _lines[i].Parts.Count > room)
                    continue;
                kept[i] = true;
                room -= _lines[i].Parts.Count;
            }
        }

        var all = _lines.Where((_, i) => kept[i]).SelectMany(l => l.Parts).ToList();
        if (all.Count > Most)
            all.RemoveRange(Most - _lines[^1].Parts.Count, all.Count - Most); // the evidence comes last and stays
        return string.Join('\n', all);
    }
}
