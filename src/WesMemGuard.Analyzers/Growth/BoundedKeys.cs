using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Keys with few values: constants, enums, types.</summary>
internal static class BoundedKeys
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "System.Type", "System.Reflection.Assembly", "System.Reflection.MemberInfo", "System.Globalization.CultureInfo",
            "System.Text.Encoding", "System.RuntimeTypeHandle",
        "System.Reflection.ParameterInfo", "System.DayOfWeek", "System.Delegate", "System.Reflection.Module",
            "System.Net.Http.HttpMethod", "System.Version", "System.TimeZoneInfo", "Microsoft.CodeAnalysis.ISymbol",
        "System.Reflection.AssemblyName", "System.Index", "System.Threading.Thread",
    };

    public static bool Contains(IOperation? key, CompilationScope scope)
    {
        var bare = Ops.Bare(key);
        if (bare is null)
            return false;
        if (bare.ConstantValue.HasValue || bare is ITypeOfOperation or INameOfOperation)
            return true;
        if (HasFewValues(bare.Type, scope, 0))
            return true;
        return bare switch
        {
            ITupleOperation tuple => All(tuple, scope),
            ISwitchExpressionOperation cases => ArmsAreConstant(cases),
            IConditionalOperation { WhenFalse: { } no } choice =>
                Contains(choice.WhenTrue, scope) && Contains(no, scope),
            IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } } => true,
            IPropertyReferenceOperation { Property.Name: "FullName" or "AssemblyQualifiedName" or "Name" or "Namespace" } name =>
                HasFewValues(name.Instance?.Type, scope, 0),
            IPropertyReferenceOperation { Property.Name: "ManagedThreadId" or "CurrentManagedThreadId" } => true,
            IPropertyReferenceOperation when IsOfRoutes(bare) => true,
            IInvocationOperation { TargetMethod.Name: "GetType" } => true,
            IInvocationOperation { TargetMethod.Name: "ToString", Instance.Type: var type } =>
                HasFewValues(type, scope, 0),
            IInvocationOperation call when ChosenKeys.Contain(call, scope) => true,
            IInterpolatedStringOperation text => PartsAreFew(text, scope),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } joined =>
                Contains(joined.LeftOperand, scope) && Contains(joined.RightOperand, scope),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder, RightOperand.ConstantValue.HasValue: true } => true,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide, LeftOperand: var whole } => IsOfRoutes(whole),
            ICoalesceOperation either => Contains(either.Value, scope) && Contains(either.WhenNull, scope),
            IConditionalAccessOperation { WhenNotNull: var asked } => IsOfRoutes(asked) || Contains(asked, scope),
            ILocalReferenceOperation local => LocalIsBounded(local) || IsMadeOfFew(local, scope),
            _ => false,
        };
    }

    /// <summary>A route's pattern, an endpoint's name or a status: as many as a web program has.</summary>
    private static bool IsOfRoutes(IOperation key) => Ops.Bare(key) is IPropertyReferenceOperation
    {
        Property: { Name: "RawText", ContainingType.Name: "RoutePattern" } or { Name: "DisplayName", ContainingType.Name: "Endpoint" }
            or { Name: "StatusCode", ContainingType.Name: "HttpResponse" or "HttpResponseMessage" }
    };

    /// <summary>A text put together from names of types and constants.</summary>
    private static bool PartsAreFew(IInterpolatedStringOperation text, CompilationScope scope)
    {
        foreach (var part in text.Parts)
            if (part is IInterpolationOperation hole && !Contains(hole.Expression, scope))
                return false;
        return true;
    }

    /// <summary>A local that is only ever what it was declared with, made of few values.</summary>
    private static bool IsMadeOfFew(ILocalReferenceOperation local, CompilationScope scope)
    {
        var code = Ops.FunctionRoot(local);
        if (Locals.Initial(local.Local, code) is not { } made || !Contains(made, scope))
            return false;
        foreach (var operation in code.Descendants())
            if (Changed(operation) is { } changed && SymbolEqualityComparer.Default.Equals(Ops.Symbol(changed), local.Local))
                return false;
        return true;
    }

    /// <summary>Types, members and assemblies: as many as the program has.</summary>
    public static bool DescribesCode(ITypeSymbol? type) =>
        TypeName.Is(type, "System.Type") || TypeName.Derives(type, "System.Reflection.MemberInfo")
            || TypeName.Is(type, "System.Reflection.Assembly") || TypeName.Derives(type, "System.Runtime.Loader.AssemblyLoadContext");

    /// <summary>
    /// A type or member, or a tuple with one in it: what is kept for it goes with the program's code.
    /// </summary>
    public static bool GoesWithCode(ITypeSymbol? type)
    {
        if (DescribesCode(type))
            return true;
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
            foreach (var element in tuple.TupleElements)
                if (DescribesCode(element.Type))
                    return true;
        return false;
    }

    /// <summary>A type of which a process has few values.</summary>
    public static bool HasFewValues(ITypeSymbol? type, CompilationScope scope, int depth)
    {
        if (type is null || depth > 2)
            return false;
        if (type.TypeKind == TypeKind.Enum
            || type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_SByte
            or SpecialType.System_Char)
            return true;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return HasFewValues(nullable.TypeArguments[0], scope, depth);
        if (scope.Settings.BoundedKeys.Count > 0 && TypeName.DerivesFromAny(type, scope.Settings.BoundedKeys))
            return true;
        if (TypeName.DerivesFromAny(type, Types))
            return !TypeName.Is(type, "System.Threading.Thread") || !ThreadsOfCalls.Of(scope).Exist;
        return type is INamedTypeSymbol { IsTupleType: true } tuple ? Parts(tuple, scope, depth) : KeyStruct(type);
    }

    private static bool Parts(INamedTypeSymbol tuple, CompilationScope scope, int depth)
    {
        foreach (var element in tuple.TupleElements)
            if (DescribesCode(element.Type))
                return true;
        foreach (var element in tuple.TupleElements)
            if (!HasFewValues(element.Type, scope, depth + 1))
                return false;
        return true;
    }

    /// <summary>A source type made of a type and things that go with types, such as (Type, string member).</summary>
    private static bool KeyStruct(ITypeSymbol type)
    {
        if (type.Locations.Length == 0 || !type.Locations[0].IsInSource || type.SpecialType != SpecialType.None)
            return false;
        var few = 0;
        foreach (var member in type.GetMembers())
            if (member is IFieldSymbol { IsStatic: false } field && DescribesCode(field.Type))
                few++;
        return few > 0;
    }

    private static bool LocalIsBounded(ILocalReferenceOperation local)
    {
        if (Ops.Ancestor<IForEachLoopOperation>(local) is not { } loop
            || !loop.Locals.Contains(local.Local, SymbolEqualityComparer.Default))
            return false;
        return Ops.Bare(loop.Collection)
            is IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true, Type.TypeKind: TypeKind.Array } }
            or IArrayCreationOperation;
    }

    private static IOperation? Changed(IOperation operation) => operation switch
    {
        IAssignmentOperation set => set.Target,
        IIncrementOrDecrementOperation step => step.Target,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } given => given.Value,
        _ => null,
    };

    private static bool All(ITupleOperation tuple, CompilationScope scope)
    {
        foreach (var element in tuple.Elements)
            if (!Contains(element, scope))
                return false;
        return true;
    }

    private static bool ArmsAreConstant(ISwitchExpressionOperation cases)
    {
        foreach (var arm in cases.Arms)
            if (!arm.Value.ConstantValue.HasValue && Ops.Bare(arm.Value) is not IThrowOperation)
                return false;
        return true;
    }
}
