using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Resources;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Methods of this program, of whatever type, that return something fresh: who calls them owns it. Read once per
/// method.
/// </summary>
internal sealed class FactoryMethods(CompilationScope scope)
{
    private const int MostHops = 3;
    private readonly Known<Fresh> _known = new();
    private readonly Known<Fresh> _carried = new();
    private readonly ConcurrentDictionary<ITypeSymbol, Fresh> _kinds = new(SymbolEqualityComparer.Default);

    public static FactoryMethods Of(CompilationScope scope) => scope.Part(known => new FactoryMethods(known));

    /// <summary>What the operation makes or gets, by itself or through methods of this program.</summary>
    public Fresh Made(IOperation? operation, int hops = 0) => operation switch
    {
        IInvocationOperation call when KindOf(call.Type) is var kind and not Fresh.None => Opens(call) != Fresh.None
            ? Opens(call) : OfMethod(call.TargetMethod, kind, hops) is var fresh and not Fresh.None ? fresh : OfFunction(call, kind, hops),
        IInvocationOperation call when GrpcCalls.IsStreaming(Tasks.Result(call.Type)) => Fresh.Call,
        IInvalidOperation => UnboundCalls.Made(operation),
        IObjectCreationOperation creation when ResourceTypes.IsBoundSource(creation) => Fresh.Source,
        IObjectCreationOperation { Arguments: { Length: > 0 } inner } layer
            when StreamWrappers.IsOne(layer) && !StreamWrappers.LeavesOpen(layer)
            && Made(Ops.Core(inner[0].Value), hops) == Fresh.Response => Fresh.Response,
        IObjectCreationOperation creation when IsResource(creation.Type) => Fresh.Resource,
        IPropertyReferenceOperation
        {
            Property:
            {
                IsIndexer: false,
                GetMethod: { } getter
            }
        } property when KindOf(property.Type) is var kind and not Fresh.None => OfMethod(getter, kind, hops),
        _ => Fresh.None,
    };

    /// <summary>
    /// What a method of this program returns; a method of another assembly answers nothing that is known here.
    /// </summary>
    public Fresh OfMethod(IMethodSymbol method, Fresh kind, int hops = 0)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (hops > MostHops || definition.DeclaringSyntaxReferences.IsEmpty
            || definition.MethodKind is MethodKind.LocalFunction)
            return Fresh.None;
        if (_known.Has(definition, out var known))
            return known;
        var found = Read(definition, kind, hops);
        return _known.Keep(definition, found, hops);
    }

    /// <summary>What a local function returns, or a function that the called method merely runs.</summary>
    private Fresh OfFunction(IInvocationOperation call, Fresh kind, int hops)
    {
        if (hops > MostHops || PassedFunctions.CodeOf(scope, call) is not { } code)
            return Fresh.None;
        return code is IMethodReferenceOperation group ? OfMethod(group.Method, kind, hops + 1)
            : PassedFunctions.Body(code) is { } body && new FactoryMethodReader(Made, scope, body, hops).Answer() == kind
                ? kind : Fresh.None;
    }

    /// <summary>What stands in the object that a method of this program returns, which can't be disposed itself.</summary>
    public Fresh Carried(IOperation? operation, int hops = 0)
    {
        if (operation is not IInvocationOperation call)
            return FreshIn(operation, hops) is { } fresh ? fresh.Kind : Fresh.None;
        var definition = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (hops > MostHops || definition.DeclaringSyntaxReferences.IsEmpty || definition.MethodKind is MethodKind.LocalFunction
            || !ResourceCarriers.Of(scope).Contain(Tasks.Result(call.Type)))
            return Fresh.None;
        return _carried.Has(definition, out var known) ? known
            : _carried.Keep(definition, ReadCarried(definition, hops), hops);
    }

    /// <summary>What of an object that is made here is fresh, where it can't be disposed itself.</summary>
    public (Fresh Kind, IOperation Part)? FreshIn(IOperation? whole, int hops = 0) => ResourceCarriers.Of(scope).FreshIn(whole, Made, hops);

    /// <summary>What a method of this program always puts into one of its out parameters.</summary>
    public Fresh OfOutput(IParameterSymbol parameter)
    {
        if (parameter is not { RefKind: RefKind.Out, ContainingSymbol: IMethodSymbol method }
            || method.DeclaringSyntaxReferences.IsEmpty
            || KindOf(parameter.Type) is var kind && kind == Fresh.None)
            return Fresh.None;
        return _known.Has(parameter.OriginalDefinition, out var known) ? known
            : _known.Keep(parameter.OriginalDefinition,
                ReadOutput(parameter.OriginalDefinition, method.OriginalDefinition), 0);
    }

    /// <summary>What a method of this program always has at one place of the tuple that it returns.</summary>
    public Fresh OfElement(IMethodSymbol method, int place) =>
        method.IsVirtual || method.IsAbstract || ForeignCode.Of(scope).BodyOf(method) is not { } body ? Fresh.None
            : new FactoryMethodReader(Made, scope, body, 0).Element(place);

    /// <summary>What an iterator of this program brings, one by one.</summary>
    public Fresh OfItems(IMethodSymbol method) =>
        method.IsVirtual || method.IsAbstract || ForeignCode.Of(scope).BodyOf(method) is not { } body ? Fresh.None
            : new FactoryMethodReader(Made, scope, body, 0).Items();

    /// <summary>Types that can be an answer of that kind, with the task around them taken off.</summary>
    private Fresh KindOf(ITypeSymbol? type)
    {
        if (type is null or { SpecialType: not SpecialType.None })
            return Fresh.None;
        return _kinds.TryGetValue(type, out var known) ? known : _kinds.GetOrAdd(type, ReadKind(type));
    }

    private Fresh ReadKind(ITypeSymbol type)
    {
        var answer = Tasks.Result(type);
        return answer switch
        {
            null => Fresh.None,
            { Name: "HttpResponseMessage" or "WebResponse" or "HttpWebResponse" or "Stream" or "StreamReader" } => Fresh.Response,
            { Name: "CancellationTokenSource" } => Fresh.Source,
            _ => IsResource(answer) ? Fresh.Resource : Fresh.None,
        };
    }

    private bool IsResource(ITypeSymbol? type) => ResourceTypes.IsAny(type, scope) || OwnDisposables.Of(scope).Contains(type);

    private Fresh Opens(IInvocationOperation call)
    {
        if (StreamedResponses.Opens(call))
            return Fresh.Response;
        if (ResourceTypes.IsBoundSource(call))
            return Fresh.Source;
        return ResourceTypes.IsFactory(call, scope) && IsResource(Tasks.Result(call.Type))
            ? Fresh.Resource : Fresh.None;
    }

    private Fresh ReadCarried(IMethodSymbol method, int hops) =>
        method.IsVirtual || method.IsAbstract || ForeignCode.Of(scope).BodyOf(method) is not { } body ? Fresh.None
            : new FactoryMethodReader(Carried, scope, body, hops).Answer();

    private Fresh Read(IMethodSymbol method, Fresh kind, int hops)
    {
        var behind = Implementations.Of(scope).Behind(method);
        var found = Fresh.None;
        foreach (var each in behind)
        {
            if (ForeignCode.Of(scope).BodyOf(each) is not { } body
                || new FactoryMethodReader(Made, scope, body, hops).Answer() != kind)
                return Fresh.None;
            found = kind;
        }
        return found;
    }

    private Fresh ReadOutput(IParameterSymbol parameter, IMethodSymbol method) =>
        ForeignCode.Of(scope).BodyOf(method) is { } body
            ? new FactoryMethodReader(Made, scope, body, 0).Output(parameter) : Fresh.None;
}
