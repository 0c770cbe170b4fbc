using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
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

    private static bool IsCalledForever(CompilationScope scope, IMethodSymbol method, int hops)
    {
        foreach (var mention in Mentions.Of(scope).Of(method))
            if (Around(scope, mention) is { } body && body.Member is IMethodSymbol caller
                && !SymbolEqualityComparer.Default.Equals(caller, method))
                foreach (var call in body.Calls)
                    if (call.Syntax is InvocationExpressionSyntax { Expression: var named } && named.Span.End == mention.Span.End
                        && StaysTheSame(call, out var root)
                        && (IsEndless(scope, call, root)
                            || (hops < MostHops && root is null && (IsHandler(scope, caller) || IsCalledForever(scope, caller, hops + 1)))))
                        return true;
        return false;
    }

    private static Body? Around(CompilationScope scope, SyntaxNode mention)
    {
        if (mention.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is not { } declaration)
            return null;
        return Models.Of(scope).For(declaration.SyntaxTree).GetDeclaredSymbol(declaration) is IMethodSymbol method
            ? ForeignCode.Of(scope).BodyOf(method) : null;
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
        foreach (var mention in Mentions.Of(scope).Of(method))
        {
            SyntaxNode whole = mention.Parent is MemberAccessExpressionSyntax access && access.Name == mention ? access : mention;
            if (whole.Parent is AssignmentExpressionSyntax given && given.Right == whole
                && given.IsKind(SyntaxKind.AddAssignmentExpression))
                return true;
        }
        return false;
    }
}
