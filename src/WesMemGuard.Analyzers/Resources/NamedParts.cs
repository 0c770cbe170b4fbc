using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Resources;

/// <summary>What a call puts into a list that lives as long as the process: a logger of its own name, a trace listener.</summary>
internal static class NamedParts
{
    public static bool Contain(IInvocationOperation call, Body body) => IsLoggerOfObject(call, body) || IsOfCall(body)
        && (IsLogger(call) || IsClient(call) || (IsListener(call)
        && !body.Calls.Exists(static other => other.TargetMethod.Name is "Remove" or "Clear")));

    private static bool IsOfCall(Body body) => body.Method is { MethodKind: MethodKind.Ordinary, Parameters.Length: > 0 } method
        && !InitContext.Contains(method) && !LongLife.SetsUp(method.Name) && !LongLife.Initializes(method.Name);

    /// <summary>The factory keeps a logger for each name: here one is made of what the call has at hand.</summary>
    private static bool IsLogger(IInvocationOperation call) => call.TargetMethod is { Name: "CreateLogger", TypeArguments.Length: 0 }
        && TypeName.Derives(Ops.Receiver(call)?.Type, "Microsoft.Extensions.Logging.ILoggerFactory")
        && Ops.Bare(Ops.ArgumentAt(call, call.Instance is null ? 1 : 0)) is IInterpolatedStringOperation name
        && name.Parts.Any(static part => part is IInterpolationOperation { Expression: var inserted } && IsOpen(Ops.Bare(inserted)));

    /// <summary>The factory keeps options and a handler for each name; a name with an identity in it comes once.</summary>
    private static bool IsClient(IInvocationOperation call) => call.TargetMethod.Name == "CreateClient"
        && TypeName.Is(call.TargetMethod.ContainingType, "System.Net.Http.IHttpClientFactory")
        && Ops.Bare(Ops.ArgumentAt(call, 0)) is { ConstantValue.HasValue: false } name
        && name.DescendantsAndSelf().Any(static part => IsOfOne(part));

    /// <summary>A number made for one object, or what a request has brought.</summary>
    private static bool IsOfOne(IOperation part) => part.Type is { Name: "Guid" or "Ulid" } or { SpecialType: SpecialType.System_Int64 }
        || part is IPropertyReferenceOperation { Instance.Type: { } asked } && TypeName.Of(asked).StartsWith("Microsoft.AspNetCore.Http.",
            StringComparison.Ordinal);

    /// <summary>An object names its logger by an identity that is made for it.</summary>
    private static bool IsLoggerOfObject(IInvocationOperation call, Body body) => InitContext.IsConstruction(body.Member)
        && !body.Member.IsStatic && call.TargetMethod is { Name: "CreateLogger", TypeArguments.Length: 0 }
        && TypeName.Derives(Ops.Receiver(call)?.Type, "Microsoft.Extensions.Logging.ILoggerFactory")
        && Ops.ArgumentAt(call, call.Instance is null ? 1 : 0) is { ConstantValue.HasValue: false } name
        && name.DescendantsAndSelf().Any(part => IsMadeForOne(part) || (part is ILocalReferenceOperation { Local: var local }
            && body.InitialOf(local) is { } made && made.DescendantsAndSelf().Any(IsMadeForOne)));

    private static bool IsMadeForOne(IOperation part) => part.Type?.Name is "Guid"
        || part is IPropertyReferenceOperation { Property.Name: "RemoteEndPoint" or "ConnectionId" };

    private static bool IsOpen(IOperation? inserted) => inserted is ILocalReferenceOperation or IParameterReferenceOperation
        && inserted.Type is { SpecialType: not SpecialType.System_Boolean, TypeKind: not TypeKind.Enum, Name: not "Type" };

    private static bool IsListener(IInvocationOperation call) => call.TargetMethod.Name == "Add"
        && Ops.Reached(call.Instance) is IPropertyReferenceOperation { Property: { IsStatic: true, Name: "Listeners" } list }
        && TypeName.Of(list.ContainingType) is "System.Diagnostics.Trace" or "System.Diagnostics.Debug";
}
