using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.CompilerServices;
using WesMemGuard.Reasons;

namespace WesMemGuard.Cli.Options;

/// <summary>
/// Wrong usage in the reader's language. The library words its own errors in English where cultures are invariant: what they are is
/// told from the results that they stand at, never from their words.
/// </summary>
internal static class UsageErrors
{
    private static readonly ConditionalWeakTable<SymbolResult, List<Reason>> Ours = [];

    /// <summary>Refuses what was given.</summary>
    public static void Refuse(this SymbolResult result, Reason why)
    {
        Ours.GetOrCreateValue(result).Add(why);
        result.AddError(why.In(Language.English));
    }

    /// <summary>What is wrong, in the order in which it was found.</summary>
    public static IReadOnlyList<Reason> Of(ParseResult parsed)
    {
        var left = new Dictionary<SymbolResult, Queue<Reason>>();
        var unmatched = new Queue<string>(parsed.UnmatchedTokens);
        return [.. parsed.Errors.Select(error => OursOf(error.SymbolResult, left) ?? OfLibrary(error.SymbolResult, unmatched))];
    }

    /// <summary>What was refused at a place and not said yet, in order; null: nothing.</summary>
    private static Reason? OursOf(SymbolResult? at, Dictionary<SymbolResult, Queue<Reason>> left)
    {
        if (at is null || !Ours.TryGetValue(at, out var ours))
            return null;
        if (!left.TryGetValue(at, out var reasons))
            left[at] = reasons = new Queue<Reason>(ours);
        return reasons.TryDequeue(out var next) ? next : null;
    }

    private static Reason OfLibrary(SymbolResult? at, Queue<string> unmatched) => at switch
    {
        ArgumentResult { Parent: OptionResult option } => OfValues(option.Option.Name, option.Option.ValueType, option.Tokens,
            option.Option.Arity.MaximumNumberOfValues),
        ArgumentResult argument => OfValues(argument.Argument.Name, argument.Argument.ValueType, argument.Tokens,
            argument.Argument.Arity.MaximumNumberOfValues),
        OptionResult option => OfValues(option.Option.Name, option.Option.ValueType, option.Tokens,
            option.Option.Arity.MaximumNumberOfValues),
        _ when unmatched.TryDequeue(out var word) => UsageReasons.Unknown(word),
        CommandResult command when command.Command.Arguments.FirstOrDefault(a =>
            a.Arity.MinimumNumberOfValues > (command.GetResult(a)?.Tokens.Count ?? 0)) is { } missing => UsageReasons.Missing(missing.Name),
        CommandResult command when command.Command.Subcommands.Count > 0 =>
            UsageReasons.NoVerb([.. command.Command.Subcommands.Select(c => c.Name)]),
        _ => UsageReasons.Other(),
    };

    private static Reason OfValues(string name, Type type, IReadOnlyList<Token> values, int most) => values.Count == 0
        ? UsageReasons.Missing(name)
        : values.Count > most
            ? UsageReasons.TooMany(name, most)
            : UsageReasons.NoValue(name, string.Join(' ', values.Select(v => v.Value)), KindOf(Nullable.GetUnderlyingType(type) ?? type));

    private static OptionValueKind KindOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Int32 or TypeCode.Int64 => OptionValueKind.WholeNumber,
        TypeCode.Double => OptionValueKind.Number,
        TypeCode.Boolean => OptionValueKind.Flag,
        _ => OptionValueKind.Other,
    };
}
