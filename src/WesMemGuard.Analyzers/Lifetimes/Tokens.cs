using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Lifetimes;

/// <summary>How long the source of a token lives, compared with the method that uses it.</summary>
internal enum TokenLife
{
    /// <summary>No token at all.</summary>
    None,

    /// <summary>A source made in this method.</summary>
    Local,

    /// <summary>A parameter: the caller knows.</summary>
    Parameter,

    /// <summary>A field, a property or the host's own token.</summary>
    Life,
}

/// <summary>Reads where tokens come from.</summary>
internal static class Tokens
{
    public const string Token = "System.Threading.CancellationToken";
    public const string SourceType = "System.Threading.CancellationTokenSource";

    /// <summary>Locals are followed to what they were given; two that are given to each other lead nowhere.</summary>
    public static TokenLife LifeOf(IOperation? token, Body body)
    {
        var followed = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        while (Ops.Bare(token) is ILocalReferenceOperation local)
        {
            if (!followed.Add(local.Local) || Given(local, body) is not { } value)
                return TokenLife.Local;
            token = value;
        }
        return LifeOfValue(token, body);
    }

    private static TokenLife LifeOfValue(IOperation? token, Body body)
    {
        switch (Ops.Bare(token))
        {
            case null or IDefaultValueOperation:
                return TokenLife.None;
            case IParameterReferenceOperation parameter:
                return parameter.Parameter.ContainingSymbol is IMethodSymbol { Name: "ExecuteAsync" or "StartAsync" } method
                    && TypeName.Derives(method.ContainingType, "Microsoft.Extensions.Hosting.IHostedService")
                    || parameter.Parameter.Name is "stoppingToken" or "lifetimeToken" or "shutdownToken" or "applicationStopping"
                        ? TokenLife.Life : TokenLife.Parameter;
            case IFieldReferenceOperation field when TypeName.Is(field.Type, Token):
                return TokenLife.Life;
            case IPropertyReferenceOperation { Property.Name: "None" } none when TypeName.Is(none.Property.ContainingType, Token):
                return TokenLife.None;
            case IPropertyReferenceOperation { Property.Name: "Token" } property when TypeName.Derives(property.Property.ContainingType,
                SourceType):
                return SourceLife(property.Instance, body);
            case IPropertyReferenceOperation property:
                return property.Instance is null or IInstanceReferenceOperation
                    || property.Property.ContainingType.Name.EndsWith("Lifetime", StringComparison.Ordinal)
                    ? TokenLife.Life : TokenLife.Local;
            default:
                return TokenLife.None;
        }
    }

    public static IOperation? ArgumentOf(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (TypeName.Is(argument.Value.Type, Token) && argument.ArgumentKind != ArgumentKind.DefaultValue)
                return argument.Value;
        return null;
    }

    private static TokenLife SourceLife(IOperation? source, Body body) => Ops.Reached(source) switch
    {
        IMemberReferenceOperation member => IsMadeHere(member, body) ? TokenLife.Local : TokenLife.Life,
        IParameterReferenceOperation => TokenLife.Parameter,
        _ => TokenLife.Local,
    };

    /// <summary>The source is assigned in this very member: the registration belongs to it.</summary>
    private static bool IsMadeHere(IMemberReferenceOperation source, Body body)
    {
        foreach (var member in body.Members)
            if (SymbolEqualityComparer.Default.Equals(member.Member, source.Member)
                && Ops.Parent(member, out var child) is IAssignmentOperation assignment
                && ReferenceEquals(assignment.Target, child))
                return true;
        return false;
    }

    private static IOperation? Given(ILocalReferenceOperation local, Body body)
    {
        foreach (var mention in body.ReferencesTo(local.Local))
            if (mention.Parent is ISimpleAssignmentOperation assignment && ReferenceEquals(assignment.Target, mention))
                return assignment.Value;
        return body.InitialOf(local.Local) is { } value && Ops.Bare(value) is not ILocalReferenceOperation
            ? value : null;
    }
}
