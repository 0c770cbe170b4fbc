using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// A clean-up that says by its bare text what it disposes: <c>_socket.Dispose()</c>, <c>this.Socket?.Dispose()</c>, <c>await
/// _feed.DisposeAsync()</c>. A method of another file would have to be bound for it, at each keystroke anew.
/// </summary>
internal static class PlainDisposals
{
    /// <summary>Whether it disposes a member of its type that passes; where it doesn't say so plainly, its code must be read.</summary>
    public static bool Ends(IMethodSymbol cleanUp, Func<ITypeSymbol, bool> isResource)
    {
        if (cleanUp.DeclaringSyntaxReferences.IsEmpty)
            return false;
        var declaration = (cleanUp.PartialImplementationPart ?? cleanUp).DeclaringSyntaxReferences[0].GetSyntax();
        foreach (var node in declaration.DescendantNodes())
            if (node is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call
                && Disposed(call) is { } name
                && MemberType(cleanUp.ContainingType, name) is { } type
                && isResource(type)
                && !IsNamedInside(declaration, name))
                return true;
        return false;
    }

    /// <summary>The name that stands alone, or after <c>this</c>, before the call; null for any other form.</summary>
    private static string? Disposed(InvocationExpressionSyntax call)
    {
        var (receiver, method) = call.Expression switch
        {
            MemberAccessExpressionSyntax access => (access.Expression, access.Name),
            MemberBindingExpressionSyntax binding when call.Parent is ConditionalAccessExpressionSyntax whole
                => (whole.Expression, binding.Name),
            _ => default,
        };
        return method?.Identifier.ValueText is not ("Dispose" or "DisposeAsync") ? null : receiver switch
        {
            IdentifierNameSyntax plain => plain.Identifier.ValueText,
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax own } => own.Identifier.ValueText,
            _ => null,
        };
    }

    private static ITypeSymbol? MemberType(INamedTypeSymbol type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
            foreach (var member in current.GetMembers(name))
                if (ReferenceEquals(current, type) || member.DeclaredAccessibility != Accessibility.Private)
                    return member switch
                    {
                        IFieldSymbol { IsStatic: false } field => field.Type,
                        IPropertySymbol { IsStatic: false } property => property.Type,
                        _ => null,
                    };
        return null;
    }

    /// <summary>A parameter, a local or the like of that name would hide the member.</summary>
    private static bool IsNamedInside(SyntaxNode declaration, string name)
    {
        foreach (var node in declaration.DescendantNodes())
            if (node switch
            {
                VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
                SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
                ParameterSyntax parameter => parameter.Identifier.ValueText,
                ForEachStatementSyntax each => each.Identifier.ValueText,
                CatchDeclarationSyntax caught => caught.Identifier.ValueText,
                FromClauseSyntax from => from.Identifier.ValueText,
                _ => null,
            } == name)
                return true;
        return false;
    }
}
