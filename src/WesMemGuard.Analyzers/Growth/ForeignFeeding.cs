using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Code of other types that puts things into one and the same object for as long as it runs: in an endless loop, or in a
/// function that somebody calls back.
/// </summary>
internal static class ForeignFeeding
{
    private const int MostHops = 2;

    public static bool GoesOn(TypeWorld world, Body body, int hops = 0)
    {
        if (body.Method is not { MethodKind: MethodKind.Ordinary } method)
            return false;
        if (method.DeclaredAccessibility != Accessibility.Private && IsCalledForever(world.Scope, method, hops))
            return true;
        if (hops < 1)
            foreach (var (_, caller) in world.CallersOf(method))
                if (!ReferenceEquals(caller, body) && GoesOn(world, caller, hops + 1))
                    return true;
        return false;
    }

    /// <summary>
    /// Objects of which there are many, as their constructors are given data, hand a function or themselves over, and nothing
    /// takes it out.
    /// </summary>
    public static bool IsByObjects(TypeWorld world, Body body)
    {
        if (body.Method is not { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: not Accessibility.Private } method)
            return false;
        var takesFunctions = method.Parameters.Any(static given => MayBeFunction(given.Type));
        foreach (var mention in Mentions.Of(world.Scope).Outside(world.Type, method, place => MayHandItself(place, takesFunctions)))
            if (ForeignCode.Of(world.Scope).Around(mention) is { Member: IMethodSymbol { IsStatic: false, ContainingType: var owner } } code
                && AreMany(owner) && !LifetimeMap.Of(world.Scope).IsApp(owner)
                && !LifetimeMap.Of(world.Scope).IsHeld(owner)
                && ForeignCode.CallAt(code, mention) is { } call
                && Ops.Reached(call.Instance) is IParameterReferenceOperation or IMemberReferenceOperation
                && call.Arguments.Any(HandsItself))
                return true;
        return false;
    }

    /// <summary>Some constructor takes a text, a number or a connection: nobody makes just one.</summary>
    public static bool AreMany(INamedTypeSymbol type)
    {
        foreach (var constructor in type.InstanceConstructors)
            foreach (var parameter in constructor.Parameters)
                if (parameter.Type is { SpecialType: SpecialType.System_String or SpecialType.System_Int32 or SpecialType.System_Int64 }
                    || TypeName.Of(parameter.Type) is "System.Guid" or "System.Net.Sockets.Socket" or "System.Net.Sockets.TcpClient"
                        or "System.Net.WebSockets.WebSocket" or "System.Net.IPEndPoint" or "System.IO.Stream"
                        or "System.Net.Sockets.NetworkStream" or "System.IO.Pipelines.IDuplexPipe")
                    return true;
        return false;
    }

    /// <summary>The call whose method is named there; null where the name is no call's.</summary>
    private static InvocationExpressionSyntax? Calling(SimpleNameSyntax mention)
    {
        var whole = mention.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax ? mention.Parent : mention;
        return whole.Parent is InvocationExpressionSyntax call && call.Expression == whole && whole.Span.End == mention.Span.End
            ? call : null;
    }

    /// <summary>A call of an object's method that is given <c>this</c>, or something where the method takes functions.</summary>
    private static bool MayHandItself(SimpleNameSyntax mention, bool takesFunctions) =>
        mention.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax && Calling(mention) is { } call
        && call.ArgumentList.Arguments.Any(argument => (takesFunctions && argument.Expression is not (LiteralExpressionSyntax
                or InvocationExpressionSyntax or AwaitExpressionSyntax))
            || argument.Expression.DescendantNodesAndSelf().Any(static part => part is ThisExpressionSyntax));

    private static bool MayBeFunction(ITypeSymbol type) => type
        is { TypeKind: TypeKind.Delegate or TypeKind.TypeParameter or TypeKind.Error }
        or { SpecialType: SpecialType.System_Object or SpecialType.System_Delegate or SpecialType.System_MulticastDelegate };

    private static bool HandsItself(IArgumentOperation argument)
    {
        var given = Ops.Bare(argument.Value);
        if (given is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance })
            return true;
        return given is IDelegateCreationOperation made && made.Descendants().Any(static part =>
            part is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
                or IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } });
    }

    private static bool IsCalledForever(CompilationScope scope, IMethodSymbol method, int hops)
    {
        foreach (var mention in Mentions.Of(scope).Of(method, static place => Calling(place) is not null))
            if (ForeignCode.Of(scope).Around(mention) is { Member: IMethodSymbol caller } body
                && !SymbolEqualityComparer.Default.Equals(caller, method)
                && ForeignCode.CallAt(body, mention) is { } call && StaysTheSame(call, out var root)
                && (IsEndless(scope, call, root)
                    || (hops < MostHops && root is null && (IsHandler(scope, caller) || IsCalledForever(scope, caller, hops + 1)))))
                return true;
        return false;
    }

    /// <summary>In an endless loop that doesn't make the object anew, or in a function that is called back.</summary>
    private static bool IsEndless(CompilationScope scope, IInvocationOperation call, ISymbol? root)
    {
        if (EndlessLoops.Around(call) is { } loop && !IsIn(root, loop))
            return true;
        for (var function = Ops.Function(call); function is not null; function = Ops.Function(function))
            if (function is IAnonymousFunctionOperation lambda && Callbacks.IsHandedOver(scope, lambda) && !IsIn(root, lambda))
                return true;
        return false;
    }

    /// <summary>The object is a member, this one, or what a local or parameter holds; no answer of a call.</summary>
    private static bool StaysTheSame(IInvocationOperation call, out ISymbol? root)
    {
        root = null;
        var receiver = Ops.Receiver(call);
        while (receiver is IMemberReferenceOperation { Instance: { } instance })
            receiver = Ops.Reached(instance);
        root = receiver is ILocalReferenceOperation or IParameterReferenceOperation ? Ops.Symbol(receiver) : null;
        return receiver is null or IInstanceReferenceOperation or IMemberReferenceOperation || root is not null;
    }

    private static bool IsIn(ISymbol? root, IOperation code)
    {
        if (root is null)
            return false;
        foreach (var declaration in root.DeclaringSyntaxReferences)
            if (code.Syntax.SyntaxTree == declaration.SyntaxTree && code.Syntax.Span.Contains(declaration.Span))
                return true;
        return false;
    }

    /// <summary>Some event is given the method.</summary>
    private static bool IsHandler(CompilationScope scope, IMethodSymbol method)
    {
        return Mentions.Of(scope).Of(method, IsAdded).Any();
    }

    private static bool IsAdded(SimpleNameSyntax mention)
    {
        var whole = ExternalReach.Accessed(mention);
        return whole.Parent is AssignmentExpressionSyntax given && given.Right == whole
            && given.IsKind(SyntaxKind.AddAssignmentExpression);
    }
}
