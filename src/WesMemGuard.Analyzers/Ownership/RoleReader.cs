using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Reads from one mention of a variable or field whether it releases the resource, hands it on or merely uses it.
/// </summary>
internal sealed class RoleReader(TypeWorld world)
{
    private const int MostHops = 3;

    /// <summary>Reads roles of mentions in a world.</summary>
    public static RoleReader In(TypeWorld world) => world.Part(static closed => new RoleReader(closed));

    /// <summary>The strongest role among all mentions of a variable, from its declaration on.</summary>
    public Role OfVariable(ISymbol variable, Body body, int hops = 0)
    {
        var strongest = Role.None;
        foreach (var mention in body.ReferencesTo(variable))
        {
            var role = Of(mention, body, hops);
            if (role == Role.Release)
                return role;
            if (role == Role.Escape)
                strongest = role;
        }
        return strongest;
    }

    /// <summary>The mentions of a variable that release it or hand it on.</summary>
    public HashSet<IOperation> Discharges(ISymbol variable, Body body)
    {
        var found = new HashSet<IOperation>();
        foreach (var mention in body.ReferencesTo(variable))
            if (Of(mention, body, 0) != Role.None)
                found.Add(mention);
        return found;
    }

    /// <summary>Some mention of a member releases what it keeps or hands it on.</summary>
    public bool IsLetGo(ISymbol member)
    {
        foreach (var (mention, body) in world.UsesOf(member))
            if (Of(mention, body) != Role.None)
                return true;
        return false;
    }

    public Role Of(IOperation mention, Body body, int hops = 0)
    {
        if (hops > MostHops)
            return Role.Escape;
        var parent = Ops.Use(mention);
        return parent switch
        {
            IInvocationOperation call => Call(call, body, hops),
            IArgumentOperation argument => Passed(argument, body, hops),
            IMethodReferenceOperation group => ReleasingMethods.Of(world.Scope).Ends(group.Method) ? Role.Release : Role.None,
            IMemberReferenceOperation member => Derived(member, body, hops),
            IAssignmentOperation assignment when Ops.Contains(assignment.Value, mention) =>
                Assigned(assignment, body, hops),
            IAssignmentOperation put when mention is IMemberReferenceOperation =>
                FieldAliases.IsReleasedLater(put, body, alias => Of(alias, body) == Role.Release) ? Role.Release : Role.None,
            IAssignmentOperation or IEventAssignmentOperation => Role.None,
            IVariableInitializerOperation initializer => Initialized(initializer, body, hops),
            IUsingOperation => Role.Release,
            IReturnOperation => Role.Escape,
            ITupleOperation tuple => Put(tuple, body, hops),
            IIsPatternOperation pattern => Pattern(pattern, body, hops),
            IDeclarationExpressionOperation => Role.None,
            IBinaryOperation or ILockOperation or IIsTypeOperation or INameOfOperation => Role.None,
            IConditionalOperation conditional when conditional.Condition.Syntax.Span.Contains(mention.Syntax.Span) =>
                Role.None,
            IExpressionStatementOperation => Role.None,
            IAwaitOperation awaited when mention.Type?.Name is "Task" or "ValueTask" or "ConfiguredTaskAwaitable"
                or "ConfiguredValueTaskAwaitable" => Of(awaited, body, hops),
            IAwaitOperation => Role.None,
            IInterpolationOperation or IInterpolatedStringOperation => Role.None,
            IForEachLoopOperation => Role.None,
            IInvalidOperation => Unbound(mention),
            { Kind: OperationKind.None, Parent: IInvalidOperation } when Unbound(mention) == Role.Release => Role.Release,
            null => Role.None,
            _ => Role.Escape,
        };
    }

    /// <summary>
    /// Code that didn't bind: a release by its name, a mere use of a part or a method, or else handed on.
    /// </summary>
    private static Role Unbound(IOperation mention)
    {
        if (mention.Syntax.Parent is not MemberAccessExpressionSyntax access || access.Expression != mention.Syntax)
            return Role.Escape;
        var name = access.Parent is InvocationExpressionSyntax ? access.Name.Identifier.ValueText : "";
        if (ReleaseNames.Contains(name))
            return Role.Release;
        return access.Parent is ReturnStatementSyntax or EqualsValueClauseSyntax or AssignmentExpressionSyntax
            || (access.Parent is UsingStatementSyntax or ArgumentSyntax && ResourceCarriers.IsPlain(mention.Type))
            ? Role.Escape : Role.None;
    }

    private Role Call(IInvocationOperation call, Body body, int hops)
    {
        var name = call.TargetMethod.Name;
        if (ReleasingMethods.Of(world.Scope).Ends(call.TargetMethod) || IsStopped(call)
            || world.Scope.Settings.ReleaseNames.Contains(name))
            return Role.Release;
        if (name is "ConfigureAwait" or "AsTask" or "WaitAsync")
            return Of(call, body, hops);
        return Derived(call, body, hops);
    }

    /// <summary>A member of the resource: its stream or content owns it too; anything else is a use.</summary>
    private Role Derived(IOperation part, Body body, int hops)
    {
        if (part is IMemberReferenceOperation
            {
                Member.Name: "Content" or "ResponseStream" or "RequestStream"
            or "ResponseHeadersAsync"
            } member && Ops.Use(member) is { } next)
            return next is IInvocationOperation or IMemberReferenceOperation
                ? Derived(next, body, hops) : Of(member, body, hops + 1);
        if (part is IMemberReferenceOperation { Type: { } held } holding && ResourceCarriers.IsPlain(holding.Member.ContainingType)
            && (TypeName.IsDisposable(held) || TypeName.Of(held) == "System.IDisposable"))
            return Of(part, body, hops + 1);
        if (!IsStreamLike(part.Type))
            return Role.None;
        var destination = Destination.Of(part);
        return destination.Kind switch
        {
            DestinationKind.Using => Role.Release,
            DestinationKind.Member when IsOwn(destination.Symbol) => OfMember(destination.Symbol!, hops + 1),
            DestinationKind.Returned or DestinationKind.Member => Role.Escape,
            DestinationKind.Local => OfVariable(destination.Symbol!, body, hops + 1),
            DestinationKind.Argument => Passed((IArgumentOperation)destination.Place, body, hops),
            _ => Role.None,
        };
    }

    private Role Passed(IArgumentOperation argument, Body body, int hops)
    {
        if (Marks.TakesOwnership(argument.Parameter))
            return Role.Escape;
        if (argument.Parameter is { RefKind: RefKind.Out })
            return Role.None;
        if (argument.Parent is IObjectCreationOperation creation)
            return Wrapped(creation, argument, body, hops);
        if (argument.Parent is not IInvocationOperation call)
            return Role.Escape;
        var isOfSource = !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty;
        if ((ReleaseNames.Contains(call.TargetMethod.Name) && !isOfSource)
            || world.Scope.Settings.ReleaseNames.Contains(call.TargetMethod.Name))
            return Role.Release;
        if (NonOwning.Contains(call))
            return Role.None;
        if (call.TargetMethod.IsExtensionMethod && argument.Parameter?.Ordinal == 0 && !isOfSource)
            return IsStreamLike(call.Type)
                ? Derived(call, body, hops) : ReadingNames(call.TargetMethod.Name) ? Role.None : Role.Escape;
        return Helper(call, argument, body, hops);
    }

    private Role Helper(IInvocationOperation call, IArgumentOperation argument, Body body, int hops)
    {
        if (argument.Parameter is not { } parameter)
            return Role.Escape;
        if (call.TargetMethod.MethodKind == MethodKind.LocalFunction)
            return FunctionRoots.Of(world, call.TargetMethod, body) is { } inner
                ? OfVariable(parameter.OriginalDefinition, inner.Body, hops + 1) : Role.Escape;
        var behind = Implementations.Of(world.Scope).Behind(call.TargetMethod);
        if (behind.IsEmpty || IsCollected(call, parameter))
            return Role.Escape;
        var strongest = Role.None;
        foreach (var each in behind)
        {
            var role = OfParameter(each, parameter.Ordinal, hops);
            if (role == Role.Escape || strongest == Role.None)
                strongest = role;
        }
        return strongest;
    }

    /// <summary>Given as one of many: what becomes of each isn't followed.</summary>
    private static bool IsCollected(IInvocationOperation call, IParameterSymbol parameter) => parameter.IsParams
        || call.TargetMethod.IsExtern;

    private Role OfParameter(IMethodSymbol method, int ordinal, int hops)
    {
        var body = world.BodyOf(method) ?? ForeignCode.Of(world.Scope).BodyOf(method);
        return body?.Method is { } own && ordinal < own.Parameters.Length
            ? OfVariable(own.Parameters[ordinal], body, hops + 1) : Role.Escape;
    }

    private Role Wrapped(IObjectCreationOperation creation, IArgumentOperation argument, Body body, int hops)
    {
        if (TypeName.Derives(creation.Type, "Grpc.Core.ClientBase"))
            return Role.None;
        if (ResourceCarriers.Of(world.Scope).Takes(creation, argument))
            return Put(creation, body, hops);
        if (!StreamWrappers.IsOne(creation))
            return Role.Escape;
        return StreamWrappers.LeavesOpen(creation) ? Role.None : Put(creation, body, hops);
    }

    /// <summary>What becomes of an object that the resource is put into, becomes of the resource.</summary>
    private Role Put(IOperation whole, Body body, int hops)
    {
        if (Ops.Parent(whole, out _) is ITupleOperation tuple)
            return Put(tuple, body, hops);
        var destination = Destination.Of(whole);
        return destination.Kind switch
        {
            DestinationKind.Using => Role.Release,
            DestinationKind.Local => OfVariable(destination.Symbol!, body, hops + 1),
            DestinationKind.Dropped or DestinationKind.Chained => Role.None,
            DestinationKind.Argument when hops < MostHops => Passed((IArgumentOperation)destination.Place, body, hops + 1),
            DestinationKind.Member when IsOwn(destination.Symbol) && !IsKeptForGood(whole, destination.Symbol!, body) =>
                OfMember(destination.Symbol!, hops + 1),
            _ => Role.Escape,
        };
    }

    private bool IsOwn(ISymbol? member) => member is { DeclaredAccessibility: Accessibility.Private } && world.Owns(member.ContainingType);

    /// <summary>An object that holds it is made with its owner, which need not be able to release anything.</summary>
    private static bool IsKeptForGood(IOperation whole, ISymbol member, Body body) => ResourceCarriers.IsPlain(whole.Type)
        && (member.IsStatic || InitContext.IsConstruction(body.Member));

    /// <summary>A private member that wraps it: whoever releases the member releases it too.</summary>
    private Role OfMember(ISymbol member, int hops)
    {
        foreach (var (mention, body) in world.UsesOf(member))
            if (Of(mention, body, hops) != Role.None)
                return Role.Escape;
        return Role.None;
    }

    private Role Assigned(IAssignmentOperation assignment, Body body, int hops) => Ops.Bare(assignment.Target) switch
    {
        IDiscardOperation => Role.None,
        ILocalReferenceOperation local => OfVariable(local.Local, body, hops + 1),
        IMemberReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } }
            when Ops.Ancestor<IObjectCreationOperation>(assignment) is { } made && ResourceCarriers.Of(world.Scope).Contain(made.Type) =>
            Put(made, body, hops),
        _ => Role.Escape,
    };

    private Role Initialized(IVariableInitializerOperation initializer, Body body, int hops)
    {
        if (initializer.Parent is not IVariableDeclaratorOperation declarator)
            return Role.Escape;
        return Destination.Of(Ops.Bare(initializer.Value)!).Kind == DestinationKind.Using
            ? Role.Release : OfVariable(declarator.Symbol, body, hops + 1);
    }

    private Role Pattern(IIsPatternOperation pattern, Body body, int hops)
    {
        var alias = pattern.Pattern switch
        {
            IDeclarationPatternOperation declared => declared.DeclaredSymbol,
            IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
            _ => null,
        };
        return alias is null ? Role.None : OfVariable(alias, body, hops + 1);
    }

    /// <summary>A timer's Change(Timeout.Infinite, …).</summary>
    private static bool IsStopped(IInvocationOperation call) =>
        call.TargetMethod.Name == "Change" && call.Arguments.Length > 0
            && (call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: -1 or -1L }
            || Ops.Bare(call.Arguments[0].Value) is IFieldReferenceOperation { Field.Name: "InfiniteTimeSpan" }
            || Ops.Bare(call.Arguments[0].Value) is IInvocationOperation
            {
                TargetMethod: { Name: "FromMilliseconds", ContainingType.Name: "TimeSpan" },
                Arguments: { Length: > 0 } time
            } && time[0].Value.ConstantValue is { HasValue: true, Value: -1 or -1L or -1.0 });

    private static bool ReadingNames(string name) =>
        name == "MoveNext" || name.StartsWith("Read", StringComparison.Ordinal)
            || name.StartsWith("Ensure", StringComparison.Ordinal)
        || name.StartsWith("Get", StringComparison.Ordinal) || name.StartsWith("Is", StringComparison.Ordinal);

    /// <summary>
    /// Reads from the resource that it came from, or returns something that does: it is of no use without it.
    /// </summary>
    public static bool IsStreamLike(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { TypeArguments.Length: 1 } task
            && task.Name is "Task" or "ValueTask" or "ConfiguredTaskAwaitable")
            type = ((INamedTypeSymbol)type!).TypeArguments[0];
        return TypeName.Derives(type, "System.IO.Stream")
            || TypeName.Is(type, "System.Net.Http.HttpContent")
            || TypeName.Is(type, "System.Collections.Generic.IAsyncEnumerable")
            || TypeName.Is(type, "Grpc.Core.IAsyncStreamReader")
            || TypeName.Is(type, "Grpc.Core.CallInvoker");
    }
}
