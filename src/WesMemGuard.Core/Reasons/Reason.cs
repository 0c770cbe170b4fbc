using System.Globalization;
using WesMemGuard.Texts;

namespace WesMemGuard.Reasons;

/// <summary>
/// Something to say, as data: a stable id (<c>gate.missing</c>) with named, typed arguments; equal by value. Words are
/// made last, with
/// <see cref="ReasonText.In"/>, in the reader's language; no code looks into them. To say something new in a room X:
/// <code>
/// 1  In the room a static class XReasons.cs, with XReasons.resx and XReasons.zh.resx beside it (copy a pair, mind that
/// it is saved
///    as UTF-8):
///        private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(XReasons));
/// 2  A method a reason, that takes plain values (numbers, TimeSpan, DateTimeOffset, ByteSize, strings, enums, Reasons,
/// lists of them):
///        public static Reason Missing(int missing, int due, string source) =>
///            new(Texts, "x.missing", ("missing", missing), ("due", due), ("source", source));
/// 3  In both .resx one text with that id as its name, with every argument in a place:
///        {missing} of {due} {due|sample|samples} of {source} {missing|is|are} missing
///    {n:0.0} number, {at} or {at:yyyy-MM-dd} instant (UTC), {long}, {long:s}, {long:min}, {long:h}, {long:round}
/// duration,
///    {size}, {size:bare} bytes, {n|one|many} plural, {more?; {more}} only if the argument isn't ReasonValue.None,
/// {more?a|b} else b,
///    {list}, {list:and}, {list:or}, {list:;}, {list:lines} joined.
/// 4  A word that depends on an enum is a reason without arguments ("outcome.held"); a sentence in a sentence is a
/// nested reason. Tests (ReasonTests of the conventions) call every method of every *Reasons class and find missing
/// texts, arguments and unused ids.
/// </code>
/// </summary>
public sealed class Reason : IEquatable<Reason>
{
    /// <param name="texts">The texts beside the class that makes the reason.</param>
    /// <param name="id">The text's id there.</param>
    /// <param name="arguments">What the text's places stand for; one that is <see cref="ReasonValue.None"/> is left
    /// out.</param>
    public Reason(ResourceTexts texts, string id, params (string Name, ReasonValue Value)[] arguments)
    {
        Texts = texts;
        Id = id;
        Arguments = Array.ConvertAll(arguments, a => new ReasonArgument(a.Name, a.Value));
    }

    /// <summary>The stable id, <c>room.what</c>.</summary>
    public string Id { get; }

    /// <summary>The arguments in their order.</summary>
    public IReadOnlyList<ReasonArgument> Arguments { get; }

    internal ResourceTexts Texts { get; }

    /// <summary>The value of an argument; null when there is none of this name.</summary>
    public ReasonValue? this[string name] => Arguments.Where(a => a.Name == name).Select(a => a.Value).FirstOrDefault();

    /// <inheritdoc/>
    public bool Equals(Reason? other) =>
        other is not null && Id == other.Id && Arguments.SequenceEqual(other.Arguments);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Reason);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id) ^ Arguments.Count;

    /// <summary>The id with its arguments, for debuggers and tests; never for people.</summary>
    public override string ToString() => $"{Id}({string.Join(", ", Arguments.Select(a => $"{a.Name}={a.Value}"))})";
}

/// <summary>A named argument of a reason.</summary>
/// <param name="Name">The name of its place in the texts.</param>
/// <param name="Value">Its value.</param>
public readonly record struct ReasonArgument(string Name, ReasonValue Value);

/// <summary>The value of an argument: one of a few types, made by conversion from the plain type.</summary>
public abstract record ReasonValue
{
    private ReasonValue()
    {
    }

    /// <summary>Nothing: the argument isn't there.</summary>
    public static ReasonValue None { get; } = new Absent();

    /// <summary>A number or a count.</summary>
    public static implicit operator ReasonValue(int value) => new Number(value);

    /// <summary>A number or a count.</summary>
    public static implicit operator ReasonValue(long value) => new Number(value);

    /// <summary>A number.</summary>
    public static implicit operator ReasonValue(double value) => new Number(value);

    /// <summary>A size or a growth in bytes.</summary>
    public static implicit operator ReasonValue(ByteSize value) => new Size(value);

    /// <summary>A duration.</summary>
    public static implicit operator ReasonValue(TimeSpan value) => new Duration(value);

    /// <summary>A moment, UTC.</summary>
    public static implicit operator ReasonValue(DateTimeOffset value) => new Instant(value);

    /// <summary>A moment, or nothing.</summary>
    public static implicit operator ReasonValue(DateTimeOffset? value) => value is { } at ? new Instant(at) : None;

    /// <summary>
    /// A name, a path, a figure as written, or what somebody else said: shown as it is in every language. Null:
    /// nothing.
    /// </summary>
    public static implicit operator ReasonValue(string? value) => value is null ? None : new Name(value);

    /// <summary>A reason in a reason; null: nothing.</summary>
    public static implicit operator ReasonValue(Reason? value) => value is null ? None : new Nested(value);

    /// <summary>A list of reasons.</summary>
    public static ReasonValue Of(IEnumerable<Reason> items) => new Several(items.Select(i => (ReasonValue)i));

    /// <summary>A list of names.</summary>
    public static ReasonValue Of(IEnumerable<string> items) => new Several(items.Select(i => (ReasonValue)i));

    /// <summary>A number or a count.</summary>
    public sealed record Number(double Value) : ReasonValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>A size in bytes.</summary>
    public sealed record Size(ByteSize Value) : ReasonValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value.Bytes.ToString("R", CultureInfo.InvariantCulture) + " B";
    }

    /// <summary>A duration.</summary>
    public sealed record Duration(TimeSpan Value) : ReasonValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value.ToString("c", CultureInfo.InvariantCulture);
    }

    /// <summary>A moment, UTC.</summary>
    public sealed record Instant(DateTimeOffset Value) : ReasonValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value.ToString("O", CultureInfo.InvariantCulture);
    }

    /// <summary>A name or foreign text.</summary>
    public sealed record Name(string Value) : ReasonValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value;
    }

    /// <summary>A reason in a reason.</summary>
    public sealed record Nested(Reason Value) : ReasonValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value.ToString();
    }

    /// <summary>Several values in order.</summary>
    public sealed record Several : ReasonValue
    {
        internal Several(IEnumerable<ReasonValue> items) => Items = items.ToArray();

        /// <summary>The values.</summary>
        public IReadOnlyList<ReasonValue> Items { get; }

        /// <inheritdoc/>
        public bool Equals(Several? other) => other is not null && Items.SequenceEqual(other.Items);

        /// <inheritdoc/>
        public override int GetHashCode() => Items.Count;

        /// <inheritdoc/>
        public override string ToString() => $"[{string.Join(", ", Items)}]";
    }

    private sealed record Absent : ReasonValue;
}
