using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace WesMemGuard.Pprof.Reading;

/// <summary>
/// Reads the blocks of a goroutine dump: a head (<c>goroutine 55 [chan receive, 12 minutes]:</c>, from Go 1.27 with
/// labels before the colon), then two lines a frame (<c>pkg.f(0x1, ...)</c> and, after a tab, <c>file:line +0xoff</c>),
/// then perhaps <c>created by pkg.g in goroutine 1</c> with its place and, with <c>tracebackancestors</c>,
/// <c>[originating from goroutine 22]:</c> with frames of those that started it. Go's runtime/traceback.go writes it.
/// What stands around the blocks, as a panic's message before and registers after a signal, is passed over.
/// </summary>
internal sealed partial class GoroutineBlocks(byte[] bytes, ProfileLimits limits)
{
    private const string Creator = "created by ";
    private const string Ancestor = "[originating from goroutine ";
    private const string LeakedMark = " (leaked)";

    private readonly TextLines _lines = new(bytes, limits);
    private readonly ImmutableArray<Goroutine>.Builder _found = ImmutableArray.CreateBuilder<Goroutine>();
    private long _frames;
    private int _leftOut;
    private ProfileException? _odd;

    /// <summary>Whether a text holds a line that begins a goroutine.</summary>
    internal static bool AreIn(byte[] bytes, ProfileLimits limits)
    {
        TextLines lines = new(bytes, limits);
        while (lines.Next())
        {
            if (IsHead(lines.Current))
                return true;
        }
        return false;
    }

    /// <exception cref="ProfileException">No goroutine of it can be read, or the text is cut within a line.</exception>
    internal GoroutineDump Read()
    {
        var more = _lines.Next();
        while (more)
            more = IsHead(_lines.Current) ? ReadBlock() : _lines.Next();
        if (_found.Count == 0)
            throw _odd ?? new ProfileException("no goroutine in it", "input");
        return _lines.Ended
            ? new GoroutineDump(_found.ToImmutable()) : throw new ProfileException("cut short within a line",
                _lines.Where);
    }

    private static bool IsHead(string line) =>
        line.StartsWith("goroutine ", StringComparison.Ordinal) && line.Contains('[', StringComparison.Ordinal);

    /// <summary>
    /// Reads one goroutine; one that can't be read is left out. Leaves the cursor behind it, on the next head if
    /// there was no blank line between.
    /// </summary>
    private bool ReadBlock()
    {
        try
        {
            return ReadGoroutine();
        }
        catch (OddLineException e)
        {
            ProfileLimits.Check(++_leftOut, limits.Samples, "goroutines", _lines.Where);
            _odd ??= e.Why;
            return _lines.Next();
        }
    }

    private bool ReadGoroutine()
    {
        var head = Head().Match(_lines.Current);
        if (!head.Success)
            throw Odd("the head of a goroutine (goroutine N [reason]:)");
        ProfileLimits.Check(_found.Count + 1, limits.Samples, "goroutines", _lines.Where);
        if (!long.TryParse(head.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            throw Odd("the head of a goroutine with its number");
        var (reason, minutes, leaked) = Wait(head.Groups[2].Value);
        List<CallFrame> frames = [];
        CallFrame? creator = null;
        var more = ReadFrames(frames, ref creator);
        ProfileLimits.Check(_frames += frames.Count, limits.Frames, "frames in all stacks", _lines.Where);
        if (id != 0) // the scheduler's own stack, which only a crash prints
            _found.Add(new Goroutine(id, reason, minutes, new CallPath([.. frames]), creator) { IsLeaked = leaked });
        return more;
    }

    /// <summary>Frames up to a blank line or the next head; those of its ancestors are not this goroutine's.</summary>
    private bool ReadFrames(List<CallFrame> frames, ref CallFrame? creator)
    {
        var own = true;
        while (_lines.Next())
        {
            if (_lines.Current.Length == 0 || IsHead(_lines.Current)
                || _lines.Current.StartsWith("exit status ", StringComparison.Ordinal))
                return true;
            own &= !_lines.Current.StartsWith(Ancestor, StringComparison.Ordinal);
            if (own)
                ReadFrame(frames, ref creator);
        }
        return false;
    }

    /// <summary>Reason and minutes of <c>chan receive (leaked), 12 minutes, locked to thread</c>.</summary>
    private (string Reason, int Minutes, bool Leaked) Wait(string state)
    {
        var parts = state.Split(", ");
        var minutes = 0;
        foreach (var part in parts.Skip(1).Where(p => p.EndsWith(" minutes", StringComparison.Ordinal)))
        {
            if (!int.TryParse(part.AsSpan(0, part.Length - " minutes".Length), NumberStyles.None,
                CultureInfo.InvariantCulture,
                out minutes))
                throw Odd("a goroutine's head with whole minutes");
        }
        var leaked = parts[0].EndsWith(LeakedMark, StringComparison.Ordinal);
        return (leaked ? parts[0][..^LeakedMark.Length] : parts[0], minutes, leaked);
    }

    private void ReadFrame(List<CallFrame> frames, ref CallFrame? creator)
    {
        var call = _lines.Current;
        if (call.StartsWith("...", StringComparison.Ordinal)
            || call.StartsWith("\tgoroutine running on other thread", StringComparison.Ordinal))
            return;
        var isCreator = call.StartsWith(Creator, StringComparison.Ordinal);
        var end = isCreator ? CreatorEnd(call) : call.LastIndexOf('(');
        if (end <= 0 || call[0] == '\t' || (!isCreator && call[^1] != ')'))
            throw Odd("a call with its arguments in parentheses");
        var name = isCreator ? call[Creator.Length..end] : call[..end];
        var inlined = !isCreator && call.EndsWith("(...)", StringComparison.Ordinal);
        if (!_lines.Next() || !_lines.Current.StartsWith('\t'))
            throw Odd("the place of a call (tab, file:line)");
        var (file, line) = TextFrame.PlaceOf(Offset().Replace(_lines.Current[1..], ""))
            ?? throw Odd("a line that ends in file:line");
        CallFrame frame = new(name, file, line, inlined);
        if (isCreator)
            creator = frame;
        else
            frames.Add(frame);
        ProfileLimits.Check(frames.Count, limits.StackDepth, "frames in one stack", _lines.Where);
    }

    private OddLineException Odd(string expected) => new(_lines.Wrong(expected));

    private static int CreatorEnd(string call) =>
        call.LastIndexOf(" in goroutine ", StringComparison.Ordinal) is var at && at > Creator.Length
            ? at : call.Length;

    // gp=0x… m=5 mp=0x… stand before the reason where GOTRACEBACK=system, labels behind it from Go 1.27 on.
    [GeneratedRegex(@"^goroutine (\d+)(?: [^\[{]*)? ?\[([^\]]+)\](?: ?\{.*\})?: *$", RegexOptions.CultureInvariant)]
    private static partial Regex Head();

    // fp=0x… sp=0x… pc=0x… follow where GOTRACEBACK=system.
    [GeneratedRegex(@" \+0x[0-9a-f]+(?: .*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Offset();

    /// <summary>One line of one goroutine is not as Go writes it: that goroutine is lost, not the dump.</summary>
    private sealed class OddLineException(ProfileException why) : Exception(why.Message)
    {
        internal ProfileException Why => why;
    }
}
