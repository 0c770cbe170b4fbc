using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Removals whose key is made in another way than the one that was put in: a part of it alone, or another spelling. They
/// find nothing.
/// </summary>
internal static class KeyShapes
{
    private const int MostHops = 2;

    private enum Shape
    {
        Unknown,

        /// <summary>A variable as it is.</summary>
        Plain,

        /// <summary>A variable in another spelling: lower case, trimmed.</summary>
        Spelled,

        /// <summary>A text put together from several parts.</summary>
        Together,
    }

    public static bool Differ(TypeWorld world, TrackedCollection map, CollectionUse removal)
    {
        if (!CollectionTypes.IsKeyed(map.Type) || map.IsInner
            || removal.Place is not IInvocationOperation { TargetMethod.Name: "Remove" or "TryRemove" } taking
            || Ops.ArgumentAt(taking, taking.Instance is null ? 1 : 0) is not { } asked)
            return false;
        if (IsPrefixed(Made(asked, removal.Body)) && map.Uses.TrueForAll(use => use.Kind != UseKind.Grow || IsCut(Made(use.Key!, use.Body)))
            && map.Any(UseKind.Grow))
            return true;
        if (GivesKeys(map)
            || IsFoundSo(map, asked, removal))
            return false;
        var any = false;
        foreach (var use in map.Uses)
            if (use.Kind == UseKind.Grow)
            {
                var put = use.Key ?? use.Value;
                if (put is null || IsHandedOut(put, use.Body) || !Differ(world, map, put, use.Body, asked, removal.Body))
                    return false;
                any = true;
            }
        return any;
    }

    /// <summary>A given text without its beginning, whether it has that or not.</summary>
    private static bool IsCut(IOperation key) => Ops.Bare(key) is IConditionalOperation { WhenTrue: { } cut, WhenFalse: { } same }
        && (Cuts(cut) && Ops.Symbol(same) is IParameterSymbol || Cuts(same) && Ops.Symbol(cut) is IParameterSymbol);

    private static bool Cuts(IOperation part) => Ops.Bare(part) is IInvocationOperation { TargetMethod.Name: "Substring" or "Remove" }
        || Ops.Bare(part)?.Syntax is ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } at }
            && at[0].Expression is RangeExpressionSyntax;

    /// <summary>A given text with a constant before it, whether it had that or not.</summary>
    private static bool IsPrefixed(IOperation key) => Ops.Bare(key) is IConditionalOperation { WhenTrue: { } one, WhenFalse: { } other }
        && (Prefixes(one) && Ops.Symbol(other) is IParameterSymbol || Prefixes(other) && Ops.Symbol(one) is IParameterSymbol);

    private static bool Prefixes(IOperation part) => Ops.Bare(part) is IBinaryOperation
    {
        OperatorKind: BinaryOperatorKind.Add, LeftOperand.ConstantValue.HasValue: true
    };

    /// <summary>The entry was looked up by the same variable before.</summary>
    private static bool IsFoundSo(TrackedCollection map, IOperation asked, CollectionUse removal) => Ops.Symbol(asked) is { } key
        && map.Uses.Exists(use => use.Kind == UseKind.Read && ReferenceEquals(use.Body, removal.Body)
            && use.Place is IInvocationOperation { TargetMethod.Name: "TryGetValue" or "ContainsKey" } look
            && SymbolEqualityComparer.Default.Equals(Ops.Symbol(Ops.ArgumentAt(look, 0)), key));

    private static bool Differ(TypeWorld world, TrackedCollection map, IOperation put, Body putBody, IOperation asked, Body askedBody)
    {
        if (Ops.Bare(Made(put, putBody)) is ITupleOperation left && Ops.Bare(Made(asked, askedBody)) is ITupleOperation right
            && left.Elements.Length == right.Elements.Length)
        {
            for (var place = 0; place < left.Elements.Length; place++)
                if (AreSpelledOnce(world, left.Elements[place], putBody, right.Elements[place], askedBody))
                    return true;
            return false;
        }
        if (put.Type is not { SpecialType: SpecialType.System_String })
            return false;
        var shape = Of(world, put, putBody, 0);
        var other = Of(world, asked, askedBody, 0);
        if (shape == Shape.Together)
            return other is Shape.Plain or Shape.Spelled && Parameter(Made(asked, askedBody)) is { } parameter
                && IsPlainAtCallers(world, parameter);
        return !OtherKeys.HasComparer(world, map) && (AreCasedApart(Made(put, putBody), Made(asked, askedBody))
            || AreSpelledOnce(world, put, putBody, asked, askedBody));
    }

    /// <summary>The one in small letters, the other in capitals.</summary>
    private static bool AreCasedApart(IOperation put, IOperation asked) => Cased(put) is { } one && Cased(asked) is { } other
        && one != other;

    private static bool? Cased(IOperation key) => Ops.Bare(key)
        is IInvocationOperation { TargetMethod.Name: var name, Instance: { } spelled }
        && Ops.Symbol(spelled) is IParameterSymbol ? name switch
        {
            "ToLowerInvariant" or "ToLower" => false,
            "ToUpperInvariant" or "ToUpper" => true,
            _ => null,
        } : null;

    /// <summary>One of them is a given text as it is, the other one the same in another spelling.</summary>
    private static bool AreSpelledOnce(TypeWorld world, IOperation left, Body leftBody, IOperation right, Body rightBody) =>
        (Of(world, left, leftBody, 0), Of(world, right, rightBody, 0)) is (Shape.Plain, Shape.Spelled) or (Shape.Spelled, Shape.Plain)
        && Parameter(Made(left, leftBody)) is { } put && Parameter(Made(right, rightBody)) is { } asked
        && IsPlainAtCallers(world, put) && IsPlainAtCallers(world, asked);

    private static IOperation Made(IOperation key, Body body) =>
        Ops.Symbol(key) is ILocalSymbol local && body.InitialOf(local) is { } initial ? initial : key;

    private static Shape Of(TypeWorld world, IOperation key, Body body, int hops)
    {
        var made = Ops.Bare(Made(key, body));
        return made switch
        {
            IInterpolatedStringOperation text => IsOfParts(text) ? Shape.Together : Shape.Unknown,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } => Shape.Together,
            IInvocationOperation { TargetMethod: { Name: "Concat" or "Format" or "Join", ContainingType.Name: "String" } } =>
                Shape.Together,
            IInvocationOperation { TargetMethod.Name: var spelling, Instance: { } spelled } when Spells(spelling) =>
                Of(world, spelled, body, hops) is Shape.Plain ? Shape.Spelled : Shape.Unknown,
            IInvocationOperation call when hops < MostHops && OnlyAnswer(world, call) is var (answer, code) =>
                Inside(world, answer, code, hops),
            IParameterReferenceOperation => Shape.Plain,
            _ => Shape.Unknown,
        };
    }

    private static bool Spells(string method) =>
        method is "ToLowerInvariant" or "ToUpperInvariant" or "ToLower" or "ToUpper" or "Trim";

    private static Shape Inside(TypeWorld world, IOperation answer, Body code, int hops) =>
        Of(world, answer, code, hops + 1) is Shape.Together ? Shape.Together : Shape.Unknown;

    /// <summary>What a method of the program that does nothing else returns.</summary>
    private static (IOperation Answer, Body Body)? OnlyAnswer(TypeWorld world, IInvocationOperation call)
    {
        if (call.TargetMethod.IsVirtual || call.TargetMethod.IsAbstract
            || ForeignCode.Of(world.Scope).BodyOf(call.TargetMethod) is not { } body)
            return null;
        IOperation? only = null;
        foreach (var operation in body.Root.DescendantsAndSelf())
            if (operation is IReturnOperation { ReturnedValue: { } value })
            {
                if (only is not null)
                    return null;
                only = value;
            }
        return only is null ? null : (only, body);
    }

    /// <summary>Two parts that vary, or one and a text.</summary>
    private static bool IsOfParts(IInterpolatedStringOperation text)
    {
        var varies = false;
        foreach (var part in text.Parts)
            varies |= part is IInterpolationOperation { Expression.ConstantValue.HasValue: false };
        return varies && text.Parts.Length > 1;
    }

    private static IParameterSymbol? Parameter(IOperation key)
    {
        foreach (var operation in key.DescendantsAndSelf())
            if (operation is IParameterReferenceOperation { Parameter: var parameter })
                return parameter;
        return null;
    }

    /// <summary>No call in the program gives a text that it has put together or spelled, or one of which that isn't known.</summary>
    private static bool IsPlainAtCallers(TypeWorld world, IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
            return false;
        foreach (var mention in Mentions.Of(world.Scope).Of(method))
            if (mention.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || !call.Expression.Span.Contains(mention.Span)
                || Arguments.Given(call.ArgumentList, parameter) is not { } value
                || value is not (IdentifierNameSyntax or MemberAccessExpressionSyntax)
                || Models.Of(world.Scope).For(value.SyntaxTree).GetSymbolInfo(value).Symbol is ILocalSymbol)
                return false;
        return true;
    }

    /// <summary>The key leaves the code that puts it in: whoever gets it can give it back.</summary>
    private static bool IsHandedOut(IOperation put, Body body)
    {
        if (Ops.Symbol(put) is not ILocalSymbol local)
            return false;
        foreach (var mention in body.ReferencesTo(local))
            if (Ops.Parent(mention, out _) is IReturnOperation or ITupleOperation or IObjectCreationOperation or IInterpolationOperation
                or IArgumentOperation { Parent: IObjectCreationOperation } or IAssignmentOperation { Target: IMemberReferenceOperation }
                || Ops.Function(mention) is not null)
                return true;
        return false;
    }

    /// <summary>Whoever asks gets the keys that are in it.</summary>
    private static bool GivesKeys(TrackedCollection map)
    {
        foreach (var use in map.Uses)
            if (use.Kind is UseKind.Enumerate or UseKind.Shown or UseKind.Escape
                || use.Place is IPropertyReferenceOperation { Property.Name: "Keys" })
                return true;
        return false;
    }
}
