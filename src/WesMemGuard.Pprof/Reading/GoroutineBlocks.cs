using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace WesMemGuard.Pprof.Reading;

/// <summary>
/// Reads the blocks of a goroutine dump: a head (<c>goroutine 55 [chan receive, 12 minutes]:</c>), then two lines a frame
/// (<c>pkg.f(0x1, ...)</c> and, after a tab, <c>file:line +0xoff</c>), then perhaps <c>created by pkg.g in goroutine 1</c> with its place.
/// Go's runtime/traceback.go writes it.
/// </summary>
internal sealed partial class GoroutineBlocks(byte[] bytes, ProfileLimits limits)
{
    private const string Creator = "created by ";

    private readonly TextLines _lines = new(bytes, limits);
    private readonly ImmutableArray<Goroutine>.Builder _found = ImmutableArray.CreateBuilder<Goroutine>();
    private long _frames;

    internal ImmutableArray<Goroutine> Read()
    {
        while (_lines.Next())
        {
            if (_lines.Current.Length > 0)
                ReadBlock();
        }
        return _found.Count > 0 ? _found.ToImmutable() : throw new ProfileException("no goroutine in it", "input");
    }

    private void ReadBlock()
    {
        Match head = Head().Match(_lines.Current);
        if (!head.Success)
            throw _lines.Wrong("the head of a goroutine (goroutine N [reason]:)");
        ProfileLimits.Check(_found.Count + 1, limits.Samples, "goroutines", _lines.Where);
        long id = _lines.Number64(head.Groups[1].ValueSpan, "a goroutine's number");
        (string reason, int minutes) = Wait(head.Groups[2].Value);
        List<CallFrame> frames = [];
        CallFrame? creator = null;
        while (_lines.Next() && _lines.Current.Length > 0)
            ReadFrame(frames, ref creator);
        if (!_lines.Ended)
            throw new ProfileException("cut short within a line", _lines.Where);
        ProfileLimits.Check(_frames += frames.Count, limits.Frames, "frames in all stacks", _lines.Where);
        _found.Add(new Goroutine(id, reason, minutes, new CallPath([.. frames]), creator));
    }

    /// <summary>Reason and minutes of <c>chan receive, 12 minutes, locked to thread</c>.</summary>
    private (string Reason, int Minutes) Wait(string state)
    {
        string[] parts = state.Split(", ");
        int minutes = 0;
        foreach (string part in parts.Skip(1).Where(p => p.EndsWith(" minutes", StringComparison.Ordinal)))
        {
            if (!int.TryParse(part.AsSpan(0, part.Length - " minutes".Length), NumberStyles.None, CultureInfo.InvariantCulture, out minutes))
                throw _lines.Wrong("a goroutine's head with whole minutes");
        }
        return (parts[0], minutes);
    }

    private void ReadFrame(List<CallFrame> frames, ref CallFrame? creator)
    {
        string call = _lines.Current;
        if (call.StartsWith("...", StringComparison.Ordinal) || call.StartsWith("\tgoroutine running on other thread", StringComparison.Ordinal))
            return;
        bool isCreator = call.StartsWith(Creator, StringComparison.Ordinal);
        int end = isCreator ? CreatorEnd(call) : call.LastIndexOf('(');
        if (end <= 0 || call[0] == '\t' || (!isCreator && call[^1] != ')'))
            throw _lines.Wrong("a call with its arguments in parentheses");
        string name = isCreator ? call[Creator.Length..end] : call[..end];
        bool inlined = !isCreator && call.EndsWith("(...)", StringComparison.Ordinal);
        if (!_lines.Next() || !_lines.Current.StartsWith('\t'))
            throw _lines.Wrong("the place of a call (tab, file:line)");
        (string file, int line) = TextFrame.Place(_lines, Offset().Replace(_lines.Current[1..], ""));
        CallFrame frame = new(name, file, line, inlined);
        if (isCreator)
            creator = frame;
        else
            frames.Add(frame);
        ProfileLimits.Check(frames.Count, limits.StackDepth, "frames in one stack", _lines.Where);
    }

    private static int CreatorEnd(string call) =>
        call.LastIndexOf(" in goroutine ", StringComparison.Ordinal) is var at && at > Creator.Length ? at : call.Length;

    [GeneratedRegex(@"^goroutine (\d+)(?: gp=[^\[]*)? \[([^\]]+)\]:$", RegexOptions.CultureInvariant)]
    private static partial Regex Head();

    [GeneratedRegex(@" \+0x[0-9a-f]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Offset();
}
