using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Lifetimes;

/// <summary>How long objects of a type live, as far as source tells.</summary>
internal sealed class LifetimeMap(CompilationScope scope)
{
    private readonly ConditionalWeakTable<INamedTypeSymbol, object> _app = new();

    public static LifetimeMap Of(CompilationScope scope) => scope.Part(static known => new LifetimeMap(known));

    /// <summary>Static, hosted, registered as a singleton, named in .editorconfig or marked [AppLifetime].</summary>
    public bool IsApp(INamedTypeSymbol? type)
    {
        if (type is null)
            return false;
        return (bool)_app.GetValue(type, key => IsAppUncached(key));
    }

    /// <summary>
    /// A static member or the program's entry holds one of it, or of the type it is a private part of.
    /// </summary>
    public bool IsHeld(INamedTypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (StaticHolders.Of(scope).Keep(current, IsApp) || (!ReferenceEquals(current, type) && IsApp(current)))
                return true;
            if (current.ContainingType is not { IsStatic: false } outer || !HasOne(outer, current))
                return false;
        }
        return false;
    }

    /// <summary>The type keeps the current one of it for each flow of calls: it goes when the flow has ended.</summary>
    public static bool IsOfFlow(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
            if (member is IFieldSymbol { IsStatic: true, Type: INamedTypeSymbol { TypeArguments: { Length: 1 } kept } flow }
                && TypeName.Is(flow, "System.Threading.AsyncLocal") && SymbolEqualityComparer.Default.Equals(kept[0], type))
                return true;
        return false;
    }

    private static bool HasOne(INamedTypeSymbol outer, INamedTypeSymbol part)
    {
        foreach (var member in outer.GetMembers())
            if (member is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.Type, part))
                return true;
        return false;
    }

    /// <summary>Registered transient or scoped: every resolve makes a new one.</summary>
    public bool IsPerRequest(INamedTypeSymbol type) =>
        Registrations.Of(scope).IsPerRequest(type) || IsController(type);

    /// <summary>Test classes and types marked [ShortLived]: what they keep dies soon.</summary>
    public static bool IsShortLived(INamedTypeSymbol type)
    {
        if (Marks.Has(type, "ShortLived") || Marks.Has(type, "TestFixture") || Marks.Has(type, "TestClass")
            || Marks.Has(type, "MemoryDiagnoser"))
            return true;
        for (var current = type; current is not null; current = current.BaseType)
            foreach (var member in current.GetMembers())
                if (member is IMethodSymbol && IsTestMethod(member))
                    return true;
        return false;
    }

    private static bool IsController(INamedTypeSymbol type) =>
        Marks.Has(type, "ApiController") || TypeName.Derives(type, "Microsoft.AspNetCore.Mvc.ControllerBase")
            || (type.BaseType is { TypeKind: TypeKind.Error, Name: "Controller" or "ControllerBase" or "ApiController" });

    private static bool IsTestMethod(ISymbol method)
    {
        foreach (var attribute in method.GetAttributes())
            if (IsOfTest(attribute.AttributeClass))
                return true;
        return false;
    }

    /// <summary>A framework's attribute, or one that is made of it.</summary>
    private static bool IsOfTest(INamedTypeSymbol? attribute)
    {
        for (var type = attribute; type is not null; type = type.BaseType)
            if (type.Name is "FactAttribute" or "TheoryAttribute" or "TestAttribute" or "TestCaseAttribute"
                or "TestMethodAttribute" or "BenchmarkAttribute" or "Fact" or "Test")
                return true;
        return false;
    }

    private bool IsAppUncached(INamedTypeSymbol type) =>
        type.IsStatic
        || Marks.Has(type, "AppLifetime")
        || scope.Settings.AppLifetimeTypes.Contains(TypeName.Of(type))
        || TypeName.Derives(type, "Microsoft.Extensions.Hosting.BackgroundService")
        || TypeName.Derives(type, "Microsoft.Extensions.Hosting.IHostedService")
        || IsSelfMade(type)
        || IsMiddleware(type)
        || IsRegistered(type)
        || SingletonSubclasses.Of(scope).AreShared(type);

    /// <summary>A static member of the type holds its one instance.</summary>
    private static bool IsSelfMade(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
            if (member is IFieldSymbol { IsStatic: true } field
                && (SymbolEqualityComparer.Default.Equals(field.Type, type) || IsLazyOf(field.Type, type))
                && type.TypeKind == TypeKind.Class && HasNoPublicConstructor(type))
                return true;
        return false;
    }

    /// <summary>Made once for a pipeline, with what comes next in it.</summary>
    private static bool IsMiddleware(INamedTypeSymbol type)
    {
        foreach (var constructor in type.InstanceConstructors)
            if (constructor.Parameters.Length > 0 && constructor.Parameters[0].Type.Name == "RequestDelegate")
                return true;
        return false;
    }

    private static bool IsLazyOf(ITypeSymbol field, INamedTypeSymbol type) =>
        field is INamedTypeSymbol { Name: "Lazy", TypeArguments: { Length: 1 } made }
            && SymbolEqualityComparer.Default.Equals(made[0], type);

    private static bool HasNoPublicConstructor(INamedTypeSymbol type)
    {
        foreach (var constructor in type.InstanceConstructors)
            if (constructor.DeclaredAccessibility != Accessibility.Private)
                return false;
        return true;
    }

    private bool IsRegistered(INamedTypeSymbol type)
    {
        if (Registrations.Of(scope).IsSingleton(type))
            return true;
        foreach (var contract in type.Interfaces)
            if (Registrations.Of(scope).IsSingleton(contract)
                && contract.ContainingNamespace?.ToDisplayString() is not "System")
                return true;
        return false;
    }
}
