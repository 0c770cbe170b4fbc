using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Ownership;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG5002: code and strings made at run time that the runtime never frees.</summary>
internal sealed class RuntimeCodeRule : LeakRule
{
    public const string Id = "WMG5002";
    private const int MostHops = 2;

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Process);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var body in world.Bodies)
        {
            foreach (var creation in body.Creations)
                if (What(creation) is { } what && !IsCached(world, creation, body))
                    report.Warn(Rule, creation, creation.Type!.Name, what);
            foreach (var call in body.Calls)
                if (What(call) is { } what && (call.TargetMethod.Name == "Intern" ? !IsOfStart(body) && !IsKnown(call)
                    : !IsCached(world, call, body)))
                    report.Warn(Rule, call, call.TargetMethod.Name, what);
        }
    }

    private static RuleText? What(IObjectCreationOperation creation) => TypeName.Of(creation.Type) switch
    {
        "System.Xml.Serialization.XmlSerializer" when Leaks(creation) => RuleTexts.AnAssembly,
        "System.Runtime.Loader.AssemblyLoadContext" when !IsCollectible(creation) => RuleTexts.ALoadContext,
        _ => null,
    };

    private static RuleText? What(IInvocationOperation call) => TypeName.Of(call.TargetMethod.ContainingType) switch
    {
        "System.Xml.Serialization.XmlSerializer" when call.TargetMethod.Name == "FromTypes" => RuleTexts.AnAssembly,
        "Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript" when call.TargetMethod.Name is "EvaluateAsync" or "RunAsync" or "Create" =>
            RuleTexts.AnAssembly,
        "System.Reflection.Emit.AssemblyBuilder" when call.TargetMethod.Name == "DefineDynamicAssembly"
            && !Collects(call) => RuleTexts.AnAssembly,
        "System.Reflection.Assembly" when call.TargetMethod is { Name: "Load", Parameters: { Length: > 0 } parameters }
            && parameters[0].Type is IArrayTypeSymbol => RuleTexts.AnAssembly,
        "System.String" when call.TargetMethod.Name == "Intern" && IsRunTime(call) => RuleTexts.AnInternedString,
        _ => null,
    };

    /// <summary>All constructors but (Type) and (Type, string) compile an assembly that nothing caches.</summary>
    private static bool Leaks(IObjectCreationOperation creation)
    {
        if (creation.Constructor is not { } constructor || constructor.Parameters.Length == 0
            || constructor.Parameters[0].Type.Name != "Type")
            return false;
        return constructor.Parameters.Length > 2 || (constructor.Parameters.Length == 2
            && constructor.Parameters[1].Type.SpecialType != SpecialType.System_String);
    }

    private static bool IsCollectible(IObjectCreationOperation creation) =>
        Ops.Argument(creation.Arguments, "isCollectible") is { } value
            && value.ConstantValue is not { HasValue: true, Value: false };

    private static bool Collects(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (argument.Parameter?.Type.Name == "AssemblyBuilderAccess")
                return argument.Value.ConstantValue is not { HasValue: true, Value: 1 };
        return true;
    }

    private static bool IsRunTime(IInvocationOperation call) => call.Arguments.Length == 1
        && !call.Arguments[0].Value.ConstantValue.HasValue;

    /// <summary>The text is one of a fixed set: nothing else gets there.</summary>
    private static bool IsKnown(IInvocationOperation intern) =>
        Ops.Symbol(intern.Arguments[0].Value) is { } text && CheckedKeys.IsRefusedBefore(intern, text);

    /// <summary>Code that runs once in a process, for what the program itself holds.</summary>
    private static bool IsOfStart(Body body) => body.Member is IMethodSymbol { MethodKind: MethodKind.StaticConstructor }
        || (body.Member.IsStatic && body.Member is IFieldSymbol or IPropertySymbol);

    /// <summary>Kept for good: a static or app-lifetime field, a lazy, a cache, or code that runs once.</summary>
    private static bool IsCached(TypeWorld world, IOperation fresh, Body body)
    {
        if (IsResolver(body) || InitContext.IsEntry(body.Member) || IsOfStart(body))
            return true;
        if (Ops.Function(fresh) is { } function && IsCacheArgument(function))
            return true;
        var destination = Destination.Of(fresh);
        switch (destination.Kind)
        {
            case DestinationKind.Member:
                return destination.Symbol!.IsStatic || fresh.Parent is ICoalesceAssignmentOperation
                    || (InitContext.IsConstruction(body.Member)
                        && ObjectCreations.Of(world.Scope).AreOfStatics(destination.Symbol.ContainingType))
                    || LifetimeMap.Of(world.Scope).IsApp(destination.Symbol.ContainingType);
            case DestinationKind.Returned when Ops.Function(fresh) is { } lambda:
                return IsCacheArgument(lambda);
            case DestinationKind.Returned:
                return body.Method is { } method && CallersKeep(world, method);
            case DestinationKind.Local:
                return Fates.Of(world, fresh, body) is Fate.Owned or Fate.LeaksBeforeHandOver
                    && !Fates.IsReturned(fresh, body) || FeedsCache(world, body.Method, 0)
                    || IsMadeWhenMissing(fresh, body);
            case DestinationKind.Argument:
                return destination.Place.Parent
                    is IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd" or "GetOrAdd" or "AddOrUpdate" or "CompareExchange" };
            default:
                return destination.Kind == DestinationKind.Elsewhere;
        }
    }

    /// <summary>A handler of unresolved assemblies: the runtime keeps its answer and asks once for each name.</summary>
    private static bool IsResolver(Body body)
    {
        if (body.Method is { } method)
            foreach (var parameter in method.Parameters)
                if (parameter.Type.Name is "ResolveEventArgs" or "AssemblyName")
                    return true;
        return false;
    }

    private static bool CallersKeep(TypeWorld world, IMethodSymbol method)
    {
        var calls = world.CallersOf(method);
        foreach (var (call, _) in calls)
            if (Destination.Of(call) is not { Kind: DestinationKind.Member, Symbol.IsStatic: true })
                return false;
        return calls.Count > 0 || IsGivenToCache(world, method);
    }

    /// <summary>A cache is given the method to make what isn't there.</summary>
    private static bool IsGivenToCache(TypeWorld world, IMethodSymbol method) => world.Bodies.Any(body => body.Members.Exists(member =>
        member is IMethodReferenceOperation group && SymbolEqualityComparer.Default.Equals(group.Method.OriginalDefinition, method)
        && IsCacheArgument(group)));

    /// <summary>Code that the type itself calls to make what the callers then put into a static map.</summary>
    private static bool FeedsCache(TypeWorld world, IMethodSymbol? method, int hops)
    {
        if (method is null || hops > MostHops)
            return false;
        var calls = world.CallersOf(method);
        foreach (var (_, caller) in calls)
            if (!FillsMap(caller) && !FeedsCache(world, caller.Method, hops + 1))
                return false;
        return calls.Count > 0;
    }

    /// <summary>Made only where a field of the type is null, which is then set.</summary>
    private static bool IsMadeWhenMissing(IOperation fresh, Body body)
    {
        foreach (var member in body.Members)
            if (member.Member is IFieldSymbol kept && Ops.Ancestor<IConditionalOperation>(fresh) is { } branch
                && Ops.Contains(branch.WhenTrue, fresh) && NullTest.Of(branch.Condition, kept) == true
                && Ops.Contains(branch.WhenTrue, member) && Ops.Parent(member, out var child) is ISimpleAssignmentOperation set
                && ReferenceEquals(set.Target, child))
                return true;
        return false;
    }

    private static bool FillsMap(Body body)
    {
        foreach (var call in body.Calls)
            if (call.TargetMethod.Name is "Add" or "TryAdd" && call.Instance is { } map && CollectionTypes.IsMap(map.Type)
                && Ops.Symbol(map) is { IsStatic: true })
                return true;
        return false;
    }

    private static bool IsCacheArgument(IOperation lambda)
    {
        return Ops.Taker(lambda)
            is IArgumentOperation
        {
            Parent: IInvocationOperation
            {
                TargetMethod.Name: "GetOrAdd" or "AddOrUpdate"
            or "EnsureInitialized" or "GetOrCreate" or "GetValue"
            } or IObjectCreationOperation { Type.Name: "Lazy" }
        };
    }
}
