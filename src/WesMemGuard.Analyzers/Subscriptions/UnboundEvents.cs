using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Subscriptions;

/// <summary>
/// Subscriptions to events of types that aren't there, of a package or a project beside this one: <c>+=</c> with a method or a lambda
/// can be nothing else.
/// </summary>
internal static class UnboundEvents
{
    public static bool Adds(ICompoundAssignmentOperation subscription) => subscription.Syntax.IsKind(SyntaxKind.AddAssignmentExpression);

    /// <summary>What is subscribed to, as far as it is known: <c>_hub</c> of <c>_hub.Closed += OnClosed</c>.</summary>
    public static IOperation? Publisher(ICompoundAssignmentOperation subscription)
    {
        var publisher = Ops.Bare(subscription.Target);
        while (publisher is IInvalidOperation { ChildOperations: { Count: 1 } parts })
            publisher = Ops.Bare(parts.First());
        return publisher is IMemberReferenceOperation or IParameterReferenceOperation ? publisher : null;
    }

    public static string? EventOf(ICompoundAssignmentOperation subscription) =>
        subscription.Syntax is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax named }
            ? named.Name.Identifier.ValueText : null;

    /// <summary>A method of the object itself, or a lambda that names a member of it.</summary>
    public static bool RootsObject(ICompoundAssignmentOperation subscription, INamedTypeSymbol owner) => Ops.Bare(subscription.Value) switch
    {
        { Kind: OperationKind.None } group => group.ChildOperations.Count == 1
            && group.ChildOperations.First() is IInstanceReferenceOperation && IsOfObject(LastName.Of(group.Syntax), owner),
        IDelegateCreationOperation made => Handlers.RootsState(Handlers.Behind(made), captures: false),
        IAnonymousFunctionOperation lambda => lambda.Syntax.DescendantNodes().Any(node => node is IdentifierNameSyntax name
            && name.Parent is not MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax }
            && owner.GetMembers(name.Identifier.ValueText).Any(static member => !member.IsStatic && member is not INamedTypeSymbol)),
        _ => false,
    };

    private static bool IsOfObject(string? method, INamedTypeSymbol owner)
    {
        for (var type = owner; type is not null && method is not null; type = type.BaseType)
            foreach (var member in type.GetMembers(method))
                return !member.IsStatic;
        return method is not null;
    }

    /// <summary>The places of the type that take a handler off the same event, of the same publisher as far as it has a name.</summary>
    public static List<(Body Body, IOperation Place)> Removals(TypeWorld world, ICompoundAssignmentOperation added)
    {
        var found = new List<(Body, IOperation)>();
        foreach (var body in world.Bodies)
            foreach (var other in body.UnboundSubscriptions)
                if (!Adds(other) && EventOf(other) == EventOf(added) && MayBeSame(other, added))
                    found.Add((body, other));
        return found;
    }

    private static bool MayBeSame(ICompoundAssignmentOperation removal, ICompoundAssignmentOperation added) =>
        NameOf(removal) is not { } one || NameOf(added) is not { } other || one == other;

    /// <summary>The last name of a publisher that is a member or a member's part; null: a local or a parameter may stand for any.</summary>
    private static string? NameOf(ICompoundAssignmentOperation subscription) =>
        subscription.Syntax is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: var publisher } }
        && Publisher(subscription) is IMemberReferenceOperation ? LastName.Of(publisher) : null;
}
