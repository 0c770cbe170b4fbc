using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Lifetimes;

/// <summary>
/// Types that others ask for in their constructors and that no code of the program makes: a container does, once, or
/// whoever puts the program together.
/// </summary>
internal sealed class Dependencies(CompilationScope scope)
{
    private readonly ConcurrentDictionary<ISymbol, bool> _known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, bool> _made = new(SymbolEqualityComparer.Default);

    public static Dependencies Of(CompilationScope scope) => scope.Part(static known => new Dependencies(known));

    public bool Contain(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsAbstract: false, IsRecord: false, IsStatic: false, ContainingType: null }
            && !Registrations.Of(scope).IsPerRequest(type) && _known.GetOrAdd(type.OriginalDefinition, Read);

    /// <summary>
    /// Each constructor is given nothing but behaviour, functions, contracts and services, and no code of the program makes one: it
    /// does work for others, and is no value, message or part of something.
    /// </summary>
    public bool IsOfBehaviour(INamedTypeSymbol type, bool isAlone = false)
    {
        if (type is not { TypeKind: TypeKind.Class, IsAbstract: false, IsRecord: false, IsStatic: false, ContainingType: null }
            || Registrations.Of(scope).IsPerRequest(type)
            || (isAlone && (IsDisposable(type) || type.DeclaredAccessibility != Accessibility.Public))
            || type.BaseType is not ({ SpecialType: SpecialType.System_Object } or { DeclaringSyntaxReferences.IsEmpty: false }))
            return false;
        var any = false;
        foreach (var constructor in type.InstanceConstructors)
            foreach (var parameter in constructor.Parameters)
            {
                if (!IsBehaviour(parameter))
                    return false;
                any |= parameter.Type.TypeKind is TypeKind.Delegate or TypeKind.Interface;
            }
        return (any || isAlone) && _made.GetOrAdd(type.OriginalDefinition, IsMadeByNone);
    }

    /// <summary>Somebody ends it, and so has it for himself.</summary>
    public static bool IsDisposable(INamedTypeSymbol type) =>
        TypeName.Implements(type, "System.IDisposable") || TypeName.Implements(type, "System.IAsyncDisposable");

    private static bool IsBehaviour(IParameterSymbol parameter) => parameter.Type switch
    {
        { TypeKind: TypeKind.Delegate } => true,
        { TypeKind: TypeKind.Interface } contract => !TypeName.Of(contract).StartsWith("System.Collections.", StringComparison.Ordinal),
        { SpecialType: not SpecialType.None } or { TypeKind: TypeKind.Enum } => parameter.HasExplicitDefaultValue
            || parameter.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32
                or SpecialType.System_UInt64,
        { Name: "TimeSpan" or "TimeProvider" or "HttpClient" } => true,
        _ => false,
    };

    private bool IsMadeByNone(ISymbol type) => !Mentions.Of(scope).Of(type,
        static mention => ExternalReach.IsMade(mention) || IsAnswer(mention) || mention.Parent is SimpleBaseTypeSyntax).Any();

    private bool Read(ISymbol type)
    {
        var taken = false;
        foreach (var mention in Mentions.Of(scope).Of(type,
            static place => ExternalReach.IsMade(place) || IsAnswer(place) || ExternalReach.Taking(place) is not null))
        {
            if (ExternalReach.IsMade(mention) || ExternalReach.Taking(mention) is not { } parameter)
                return false;
            taken |= IsKept(parameter, type);
        }
        return taken;
    }

    /// <summary>The taker is no part of it, no kind of it and no set of values.</summary>
    private bool IsKept(ParameterSyntax parameter, ISymbol type)
    {
        if (parameter.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration
            || Models.Of(scope).For(declaration.SyntaxTree).GetDeclaredSymbol(declaration) is not INamedTypeSymbol taker
            || taker.IsRecord || taker.TypeKind != TypeKind.Class)
            return false;
        for (var outer = taker; outer is not null; outer = outer.ContainingType)
            for (var kind = outer; kind is not null; kind = kind.BaseType)
                if (SymbolEqualityComparer.Default.Equals(kind.OriginalDefinition, type))
                    return false;
        return true;
    }

    /// <summary>Some method or property returns one: it makes or finds it in a way that isn't seen.</summary>
    private static bool IsAnswer(SimpleNameSyntax mention) => mention.Parent switch
    {
        MethodDeclarationSyntax method => method.ReturnType == mention,
        VariableDeclarationSyntax { Variables: { Count: > 0 } declared, Parent: FieldDeclarationSyntax } =>
            declared[0].Initializer?.Value is ImplicitObjectCreationExpressionSyntax,
        VariableDeclarationSyntax { Variables: { Count: > 0 } declared } =>
            declared[0].Initializer?.Value is ImplicitObjectCreationExpressionSyntax,
        TypeArgumentListSyntax { Parent.Parent: MethodDeclarationSyntax } => true,
        _ => false,
    };
}
