using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>What the rest of the compilation does to a static collection that other types can reach.</summary>
internal sealed class ExternalUses
{
    private ExternalUses()
    {
    }

    /// <summary>Something takes entries out, replaces or counts the collection, or hands it on.</summary>
    public bool Interferes { get; private set; }

    /// <summary>The first place that puts something in at a caller's pace; null when none does.</summary>
    public SyntaxNode? Growth { get; private set; }

    public static ExternalUses Of(TypeWorld world, ISymbol member)
    {
        var found = new ExternalUses();
        foreach (var mention in Mentions.Of(world.Scope).Outside(world.Type, member, found.Learns))
            found.Add(Read(ExternalReach.Accessed(mention)));
        return found;
    }

    /// <summary>The place would tell something that isn't known yet.</summary>
    private bool Learns(SimpleNameSyntax mention) => !(Interferes && Growth is not null) && !IsNameOf(mention)
        && Read(ExternalReach.Accessed(mention)) is var told
        && ((told.Interferes && !Interferes) || (told.Growth is not null && Growth is null));

    private void Add((bool Interferes, SyntaxNode? Growth) told)
    {
        Interferes |= told.Interferes;
        Growth ??= told.Growth;
    }

    private static bool IsNameOf(SyntaxNode mention) => mention.FirstAncestorOrSelf<InvocationExpressionSyntax>()
        is { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } };

    /// <summary>What one place that names the collection tells.</summary>
    private static (bool Interferes, SyntaxNode? Growth) Read(ExpressionSyntax mention) => mention.Parent switch
    {
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } method =>
            Read(MethodNames.Effect(method.Name.Identifier.ValueText), call, call.ArgumentList.Arguments.FirstOrDefault()?.Expression),
        MemberAccessExpressionSyntax part => (part.Name.Identifier.ValueText is "Count" or "Length" && IsCompared(part), null),
        ElementAccessExpressionSyntax entry =>
            Read(entry.Parent is AssignmentExpressionSyntax put && put.Left == entry ? UseKind.Grow : UseKind.Read, entry,
                entry.ArgumentList.Arguments.FirstOrDefault()?.Expression),
        LockStatementSyntax or ForEachStatementSyntax => (false, null),
        ArrowExpressionClauseSyntax or LambdaExpressionSyntax when IsShown(mention) => (false, null),
        _ => (true, null),
    };

    /// <summary>What a web program answers with: read and written out.</summary>
    private static bool IsShown(ExpressionSyntax mention) =>
        mention.FirstAncestorOrSelf<LambdaExpressionSyntax>()
            is { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax mapped } } }
        && RemoteSources.Serves(mapped.Name.Identifier.ValueText);

    private static bool IsCompared(SyntaxNode count) => count.Parent is IsPatternExpressionSyntax
        || (count.Parent is BinaryExpressionSyntax comparison && !comparison.ChildNodes().Any(IsZero));

    private static bool IsZero(SyntaxNode operand) => operand is LiteralExpressionSyntax { Token.Value: 0 };

    private static (bool Interferes, SyntaxNode? Growth) Read(UseKind effect, SyntaxNode place, ExpressionSyntax? key) =>
        (effect == UseKind.Shrink,
            effect == UseKind.Grow && key is not (LiteralExpressionSyntax or TypeOfExpressionSyntax) && !IsSetUp(place) ? place : null);

    /// <summary>
    /// A constructor, an initializer, or a program's own start outside of any function it hands over.
    /// </summary>
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
                    return method.Identifier.ValueText is var name
                        && (InitContext.IsNamedSo(name) || LongLife.SetsUp(name) || LongLife.Initializes(name));
                default:
                    break;
            }
        return true;
    }
}
