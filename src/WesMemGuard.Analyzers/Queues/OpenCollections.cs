using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Queues;

/// <summary>
/// Threads of objects that calls make, which wait for items of a BlockingCollection that nothing completes: each stays with its
/// thread and all that it holds.
/// </summary>
internal static class OpenCollections
{
    private const string Queue = "System.Collections.Concurrent.BlockingCollection";

    /// <summary>What starts such a reader.</summary>
    public static IEnumerable<IOperation> Of(TypeWorld world)
    {
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
                if (call.TargetMethod is { Name: "GetConsumingEnumerable", Parameters.Length: 0 }
                    && Ops.Reached(call.Instance) is IFieldReferenceOperation { Field: { IsStatic: false } queue }
                    && TypeName.Is(queue.Type, Queue) && queue.DeclaredAccessibility == Accessibility.Private
                    && Start(world, call, body) is { } start && !IsEnded(world, queue) && AreMade(world, queue.ContainingType))
                    yield return start;
    }

    private static IOperation? Start(TypeWorld world, IOperation reading, Body body)
    {
        if (Ops.Function(reading) is IAnonymousFunctionOperation work)
            return Starter(work);
        if (body.Method is not { MethodKind: MethodKind.Ordinary } method)
            return null;
        foreach (var other in world.Bodies)
            foreach (var member in other.Members)
                if (member is IMethodReferenceOperation group
                    && SymbolEqualityComparer.Default.Equals(group.Method.OriginalDefinition, method))
                    return Starter(group);
        return null;
    }

    private static IOperation? Starter(IOperation function) => Ops.Taker(function) is IArgumentOperation { Parent: { } taker }
        && (taker is IObjectCreationOperation { Type.Name: "Thread" }
            || taker is IInvocationOperation { TargetMethod: { Name: "Run" or "StartNew", ContainingType.Name: "Task" or "TaskFactory" } })
        ? taker : null;

    private static bool IsEnded(TypeWorld world, IFieldSymbol queue)
    {
        foreach (var (mention, _) in world.UsesOf(queue))
            if (Ops.Use(mention) is IInvocationOperation { TargetMethod.Name: "CompleteAdding" or "Dispose" } or IArgumentOperation
                or IReturnOperation)
                return true;
        return false;
    }

    /// <summary>Some method makes them, again and again.</summary>
    private static bool AreMade(TypeWorld world, INamedTypeSymbol owner)
    {
        if (LifetimeMap.Of(world.Scope).IsApp(owner) || LifetimeMap.Of(world.Scope).IsHeld(owner))
            return false;
        foreach (var creation in ObjectCreations.Of(world.Scope).CreationsOf(owner))
            if (creation.FirstAncestorOrSelf<SyntaxNode>(static node => node is WhileStatementSyntax or ForStatementSyntax
                or MethodDeclarationSyntax { ParameterList.Parameters.Count: > 0 } or MemberDeclarationSyntax)
                is WhileStatementSyntax or ForStatementSyntax or MethodDeclarationSyntax { Identifier.ValueText: not "Main" })
                return true;
        return false;
    }
}
