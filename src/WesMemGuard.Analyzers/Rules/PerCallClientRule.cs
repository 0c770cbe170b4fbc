using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Ownership;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG3003: a client, handler or gRPC channel made for each call.</summary>
internal sealed class PerCallClientRule : LeakRule
{
    public const string Id = "WMG3003";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Pool);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var body in world.Bodies)
        {
            foreach (var creation in body.Creations)
                if ((IsClient(creation) || ClientWrappers.Of(world.Scope).Contains(creation.Type)) && Runs(world, body))
                    Judge(world, report, creation, creation.Type!.Name, body);
            foreach (var unbound in body.Unbound)
                if (FreshPlaces.NameOf(unbound) == "ForAddress"
                    && Destination.Of(unbound).Kind is DestinationKind.Using or DestinationKind.Local
                    && Runs(world, body) && !IsHandedOn(world, unbound, body))
                    report.Warn(Rule, unbound, "GrpcChannel", body.Member.Name);
            foreach (var call in body.Calls)
                if (call.TargetMethod.Name == "ForAddress"
                    && TypeName.Is(call.TargetMethod.ContainingType, "Grpc.Net.Client.GrpcChannel") && Runs(world, body))
                    Judge(world, report, call, "GrpcChannel", body);
                else if (IsContainer(call) && Runs(world, body) && Fates.Of(world, call, body) is Fate.Dropped or Fate.NeverReleased)
                    report.At(Rule, call.Syntax.GetLocation(),
                        (call.TargetMethod.Name == "Create" || IsWork(call, body)) && IsPerCall(body),
                        call.Type!.Name, body.Member.Name);
        }
    }

    /// <summary>Code that runs again and again: not construction, not a program's own start.</summary>
    private static bool Runs(TypeWorld world, Body body) =>
        body.Method is { } method && !InitContext.Contains(method) && world.Type.Name != "Program"
            && method.MethodKind != MethodKind.StaticConstructor && !CollectionGrowth.RunsOnce(world, method);

    /// <summary>A container or logger factory with all its singletons.</summary>
    private static bool IsContainer(IInvocationOperation call) =>
        (call.TargetMethod.Name == "BuildServiceProvider" && call.Type?.Name is "ServiceProvider" or "IServiceProvider")
        || (call.TargetMethod.Name == "Create" && TypeName.Is(call.TargetMethod.ContainingType,
            "Microsoft.Extensions.Logging.LoggerFactory"));

    /// <summary>Given something for each call, and not to set an object up.</summary>
    private static bool IsPerCall(Body body) =>
        body.Method is { MethodKind: MethodKind.Ordinary, Parameters.Length: > 0 } method && !LongLife.SetsUp(method.Name);

    /// <summary>
    /// Code that waits for what the container's services do; the program's entry and its set-up wait for the whole program.
    /// </summary>
    private static bool IsWork(IInvocationOperation call, Body body) => body.Method is { IsAsync: true } method
        && !method.Parameters.Any(static given => given.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String })
        && ReferenceEquals(Ops.FunctionRoot(call), body.Root);

    private static bool IsClient(IObjectCreationOperation creation)
    {
        switch (TypeName.Of(creation.Type))
        {
            case "System.Net.Http.HttpClientHandler" or "System.Net.Http.SocketsHttpHandler":
                return Destination.Of(creation).Kind is DestinationKind.Local or DestinationKind.Using;
            case "System.Net.Http.HttpClient":
                return !SharesHandler(creation);
            default:
                return false;
        }
    }

    /// <summary>A thin client over a handler that lives elsewhere.</summary>
    private static bool SharesHandler(IObjectCreationOperation creation)
    {
        if (creation.Arguments.Length == 0)
            return false;
        if (Ops.Argument(creation.Arguments, "disposeHandler")?.ConstantValue is { HasValue: true, Value: false })
            return true;
        var handler = Ops.Bare(creation.Arguments[0].Value);
        return handler is not (IObjectCreationOperation or ILocalReferenceOperation) || AnswersItself(handler.Type);
    }

    /// <summary>A handler that answers by itself, as a test's: it is given nothing that could connect.</summary>
    private static bool AnswersItself(ITypeSymbol? handler) =>
        TypeName.Is(handler?.BaseType, "System.Net.Http.HttpMessageHandler") && handler!.DeclaringSyntaxReferences.Length > 0
        && !handler.GetMembers().OfType<IFieldSymbol>().Any(field => Connects(field.Type))
        && !((INamedTypeSymbol)handler).InstanceConstructors.Any(made => made.Parameters.Any(given => Connects(given.Type)));

    private static bool Connects(ITypeSymbol type) =>
        TypeName.Derives(type, "System.Net.Http.HttpMessageHandler") || TypeName.Derives(type, "System.Net.Http.HttpMessageInvoker");

    private static void Judge(TypeWorld world, RuleReport report, IOperation fresh, string name, Body body)
    {
        if (Ops.Function(fresh) is IAnonymousFunctionOperation lambda && IsCached(lambda))
            return;
        if (body.Method is { MethodKind: MethodKind.PropertyGet } && IsAnswer(fresh))
        {
            report.Warn(Rule, fresh, name,
                body.Member.ContainingSymbol.Name + "." + body.Method.AssociatedSymbol!.Name);
            return;
        }
        var fate = Fates.Of(world, fresh, body);
        var kind = Destination.Of(fresh).Kind;
        if (kind is DestinationKind.Using || fate is Fate.Dropped or Fate.NeverReleased
            || (kind == DestinationKind.Local && !IsHandedOn(world, fresh, body)))
            report.Warn(Rule, fresh, name, body.Member.Name);
        else if (Fates.IsReturned(fresh, body)
            && body.Method is { DeclaredAccessibility: Accessibility.Private } factory
            && Ops.Function(fresh) is null)
            JudgeCallers(world, report, factory, name);
    }

    /// <summary>
    /// A getter returns the fresh client, or what it derives from it: each read makes another.
    /// </summary>
    private static bool IsAnswer(IOperation fresh)
    {
        var current = fresh;
        while (Ops.Parent(current, out _) is IInvocationOperation { TargetMethod.Name: "CreateCallInvoker" } next)
            current = next;
        return Ops.Parent(current, out _) is IReturnOperation && Ops.Function(fresh) is null;
    }

    private static void JudgeCallers(TypeWorld world, RuleReport report, IMethodSymbol factory, string name)
    {
        foreach (var (call, caller) in world.CallersOf(factory))
            if (Runs(world, caller) && (Destination.Of(call).Kind == DestinationKind.Using
                || Fates.Of(world, call, caller) is Fate.Dropped or Fate.NeverReleased))
                report.Warn(Rule, call, name, caller.Member.Name);
    }

    private static bool IsHandedOn(TypeWorld world, IOperation fresh, Body body)
    {
        if (Destination.Of(fresh).Symbol is not { } local)
            return true;
        foreach (var mention in body.ReferencesTo(local))
        {
            if (RoleReader.In(world).Of(mention, body) == Role.Escape && !IsOwnClient(mention, body))
                return true;
            if (!ReferenceEquals(Ops.FunctionRoot(mention), Ops.FunctionRoot(fresh)))
                return true;
        }
        return false;
    }

    /// <summary>Handed to a client or a generated gRPC client that is itself made for this call.</summary>
    private static bool IsOwnClient(IOperation mention, Body body)
    {
        if (Ops.Use(mention) is IInvalidOperation
            && mention.Syntax.Parent is ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax made })
            return made.Parent is not (ReturnStatementSyntax or ArrowExpressionClauseSyntax) && !IsReturnedLater(made, body);
        if (Ops.Use(mention) is not IArgumentOperation { Parent: IObjectCreationOperation wrapper })
            return false;
        var name = TypeName.Of(wrapper.Type);
        return (name == "System.Net.Http.HttpClient" || TypeName.Derives(wrapper.Type, "Grpc.Core.ClientBase")
            || name.EndsWith("Client", StringComparison.Ordinal))
            && Destination.Of(wrapper).Kind is DestinationKind.Local or DestinationKind.Using or DestinationKind.Chained
            && !Fates.IsReturned(wrapper, body);
    }

    /// <summary>Goes into a local that the code returns.</summary>
    private static bool IsReturnedLater(BaseObjectCreationExpressionSyntax made, Body body) =>
        body.Locals.Find(declared => declared.Initializer!.Value.Syntax == made) is { } holder
        && body.ReferencesTo(holder.Symbol).Any(static mention => Ops.Parent(mention, out _) is IReturnOperation);

    private static bool IsCached(IAnonymousFunctionOperation lambda)
    {
        var parent = Ops.Taker(lambda);
        return parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: var name } }
            ? name is "GetOrAdd" or "AddOrUpdate" or "GetOrCreate" or "EnsureInitialized"
                || name.StartsWith("Add", StringComparison.Ordinal)
                || name.StartsWith("TryAdd", StringComparison.Ordinal)
                || name.StartsWith("Configure", StringComparison.Ordinal)
            : parent is IArgumentOperation { Parent: IObjectCreationOperation { Type.Name: "Lazy" } };
    }
}
