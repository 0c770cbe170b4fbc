using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Hosting;
using WesMemGuard.Texts;

namespace WesMemGuard.Analyzers.Lifetimes;

/// <summary>
/// What the rest of the compilation does to a static collection that other types can reach; read from syntax, by the
/// type's and the member's name.
/// </summary>
internal sealed class Elsewhere
{
    private Elsewhere()
    {
    }

    /// <summary>Something takes entries out, replaces or counts the collection, or hands it on.</summary>
    public bool Interferes { get; private set; }

    /// <summary>The first place that puts something in at a caller's pace; null when none does.</summary>
    public SyntaxNode? Growth { get; private set; }

    public static Elsewhere Of(TypeWorld world, ISymbol member)
    {
        var found = new Elsewhere();
        foreach (var tree in world.Scope.Compilation.SyntaxTrees)
        {
            var own = Outreach.OwnSpans(world.Type, tree);
            if (!Words.AreIn(tree.GetText(), member.Name, own))
                continue;
            foreach (var node in tree.GetRoot().DescendantNodes())
                if (node is SimpleNameSyntax name && name.Identifier.ValueText == member.Name && !Words.Cover(own, name.SpanStart))
                    found.Read(name, member);
        }
        return found;
    }

    private void Read(SimpleNameSyntax name, ISymbol member)
    {
        if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
        {
            if (LastName.Of(access.Expression) == member.ContainingType.Name)
                Sort(access);
        }
        else if (name.Parent
            is not (VariableDeclaratorSyntax or ParameterSyntax or NameColonSyntax or NamespaceDeclarationSyntax
            or QualifiedNameSyntax or TypeSyntax or BaseTypeSyntax))
        {
            Interferes |= IsImported(name, member);
        }
    }

    private void Sort(MemberAccessExpressionSyntax mention)
    {
        switch (mention.Parent)
        {
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } method:
                Sort(MethodNames.Effect(method.Name.Identifier.ValueText), call, call.ArgumentList.Arguments.FirstOrDefault()?.Expression);
                break;
            case MemberAccessExpressionSyntax part:
                Interferes |= part.Name.Identifier.ValueText is "Count" or "Length";
                break;
            case ElementAccessExpressionSyntax entry:
                Sort(entry.Parent is AssignmentExpressionSyntax put
                    && put.Left == entry ? UseKind.Grow : UseKind.Read, entry, entry.ArgumentList.Arguments.FirstOrDefault()?.Expression);
                break;
            case LockStatementSyntax or ForEachStatementSyntax:
                break;
            case ArrowExpressionClauseSyntax
                or LambdaExpressionSyntax when mention.FirstAncestorOrSelf<LambdaExpressionSyntax>()
                is { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax mapped } } } && mapped.Name.Identifier.ValueText.StartsWith("Map", StringComparison.Ordinal):
                break;
            default:
                Interferes = true;
                break;
        }
    }

    private void Sort(UseKind effect, SyntaxNode place, ExpressionSyntax? key)
    {
        if (effect == UseKind.Grow && key is not (LiteralExpressionSyntax or TypeOfExpressionSyntax) && !IsSetUp(place))
            Growth ??= place;
        Interferes |= effect == UseKind.Shrink;
    }

    /// <summary>A constructor, an initializer, or a program's own start outside of any function it hands over.</summary>
    private static bool IsSetUp(SyntaxNode place)
    {
        for (var node = place.Parent; node is not null; node = node.Parent)
            switch (node)
            {
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax:
                    return false;
                case ConstructorDeclarationSyntax or FieldDeclarationSyntax or PropertyDeclarationSyntax or GlobalStatementSyntax:
                    return true;
                case MethodDeclarationSyntax method:
                    return method.Identifier.ValueText is "Main" or "ConfigureServices" or "Configure"
                        || LongLife.SetsUp(method.Identifier.ValueText)
                        || method.Identifier.ValueText.StartsWith("Init", StringComparison.Ordinal);
                default:
                    break;
            }
        return true;
    }

    /// <summary>
    /// A bare name can mean the member only where its type is imported by a static using, or in a derived or nested type.
    /// </summary>
    private static bool IsImported(SimpleNameSyntax name, ISymbol member) =>
        name.SyntaxTree.GetRoot().DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .Any(node => node is UsingDirectiveSyntax { StaticKeyword.RawKind: (int)SyntaxKind.StaticKeyword, Name: { } imported }
            && LastName.Of(imported) == member.ContainingType.Name)
        || !member.ContainingType.IsStatic;
}
