using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Subscriptions;

/// <summary>
/// Subscribers that are made together with what they listen to, wherever the program makes them: by the publisher
/// itself, beside it in the same code, or by an object that keeps both.
/// </summary>
internal static class CreatedTogether
{
    /// <summary>Whether every maker of the subscriber gives its constructor a publisher that comes and goes with it.</summary>
    public static bool Are(TypeWorld world, IOperation? instance, Body body)
    {
        if (ParameterOf(world, instance, body) is not { ContainingSymbol: IMethodSymbol constructor } parameter)
            return false;
        var any = false;
        foreach (var creation in ObjectCreations.Of(world.Scope).CreationsOf(constructor.ContainingType))
        {
            if (Arguments.Given(creation.ArgumentList, parameter) is not { } publisher || !AreTogether(world, creation, publisher))
                return false;
            any = true;
        }
        return any;
    }

    /// <summary>The constructor's parameter that the publisher, or what it is reached through, comes from.</summary>
    private static IParameterSymbol? ParameterOf(TypeWorld world, IOperation? publisher, Body body)
    {
        var reached = Ops.Reached(publisher);
        while (reached is IMemberReferenceOperation { Instance: { } inner } && Ops.Reached(inner) is not IInstanceReferenceOperation)
            reached = Ops.Reached(inner);
        return reached switch
        {
            IParameterReferenceOperation { Parameter: var parameter } when IsOfConstructor(parameter) => parameter,
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member => KeptFrom(world, member.Member),
            _ => null,
        };
    }

    private static IParameterSymbol? KeptFrom(TypeWorld world, ISymbol member)
    {
        foreach (var (mention, _) in world.UsesOf(member))
            if (Deconstructions.ValueFor(mention) is { } value
                && Ops.Symbol(value is ICoalesceOperation checkedValue ? checkedValue.Value : value)
                    is IParameterSymbol parameter && IsOfConstructor(parameter))
                return parameter;
        return null;
    }

    private static bool IsOfConstructor(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor };

    private static bool AreTogether(TypeWorld world, ObjectCreationExpressionSyntax creation, ExpressionSyntax publisher) =>
        publisher switch
        {
            ThisExpressionSyntax => IsKeptOnce(creation),
            ObjectCreationExpressionSyntax => true,
            InvocationExpressionSyntax asked => IsResolved(asked, creation),
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } => IsKeptOnce(creation),
            IdentifierNameSyntax { Identifier.ValueText: "value" } => IsKept(creation),
            IdentifierNameSyntax name => IsOwn(world, name, creation),
            _ => false,
        };

    /// <summary>A local made there or given by the same container, or a member of the object that keeps both.</summary>
    private static bool IsOwn(TypeWorld world, IdentifierNameSyntax name, ObjectCreationExpressionSyntax creation) =>
        Models.Of(world.Scope).For(name.SyntaxTree).GetSymbolInfo(name).Symbol switch
        {
            ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } declared } =>
                declared[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var made }
                    && (made is ObjectCreationExpressionSyntax || IsResolved(made, creation)),
            IFieldSymbol { IsStatic: false } or IPropertySymbol { IsStatic: false } => IsKeptOnce(creation),
            _ => false,
        };

    /// <summary>
    /// Both are made by a function that is given the container to ask for the other, and that isn't registered to run for
    /// each who asks.
    /// </summary>
    private static bool IsResolved(ExpressionSyntax made, ObjectCreationExpressionSyntax creation) =>
        made is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax asked } }
        && creation.FirstAncestorOrSelf<LambdaExpressionSyntax>() is { } function && !RunsForEach(function)
        && function switch
        {
            SimpleLambdaExpressionSyntax one => one.Parameter.Identifier.ValueText == asked.Identifier.ValueText,
            ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: > 0 } some } =>
                some[0].Identifier.ValueText == asked.Identifier.ValueText,
            _ => false,
        };

    private static bool RunsForEach(LambdaExpressionSyntax function) =>
        function.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: var taker } }
        && LastName.Of(taker) is "AddTransient" or "TryAddTransient" or "AddKeyedTransient" or "AddScoped" or "TryAddScoped"
            or "AddKeyedScoped";

    /// <summary>Kept in a member, and made when its keeper is, or when it is first asked for.</summary>
    private static bool IsKeptOnce(ObjectCreationExpressionSyntax creation) => creation.Parent switch
    {
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } => true,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } } => true,
        AssignmentExpressionSyntax put when put.IsKind(SyntaxKind.CoalesceAssignmentExpression) => true,
        _ => IsKept(creation) && creation.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is not null,
    };

    private static bool IsKept(ObjectCreationExpressionSyntax creation) => creation.Parent is AssignmentExpressionSyntax
    {
        Left: MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } or IdentifierNameSyntax
    };
}
