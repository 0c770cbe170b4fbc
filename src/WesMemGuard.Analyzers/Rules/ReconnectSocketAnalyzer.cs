using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Hosting;
using WesMemGuard.Analyzers.Resources;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG3004: a socket that a reconnect or accept loop overwrites or abandons.</summary>
internal sealed class ReconnectSocketAnalyzer : LeakRule
{
    public const string Id = "WMG3004";

    private static readonly DiagnosticDescriptor Rule = Describe(
        Id,
        "Socket overwritten or abandoned in a reconnect loop",
        "This '{0}' {1}: " + Effects.Pool);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var body in world.Bodies)
        {
            foreach (var creation in body.Creations)
                if (Sockets.Contains(creation.Type))
                    Judge(world, report, creation, creation.Type!.Name, body);
            foreach (var call in body.Calls)
                if (Sockets.Accepts(call) && Ops.Loop(call) is not null && Fates.Of(world, call, body) is Fate.Dropped or Fate.NeverReleased)
                    report.Warn(Rule, call, "accepted connection", "is never disposed in the accept loop");
        }
    }

    private static void Judge(TypeWorld world, RuleReport report, IObjectCreationOperation creation, string name, Body body)
    {
        var destination = Destination.Of(creation);
        if (destination is { Kind: DestinationKind.Member, Symbol: { } member })
        {
            JudgeField(world, report, creation, member, body);
            return;
        }
        if (Ops.Loop(creation) is null)
            return;
        var fate = Fates.Of(world, creation, body);
        if (fate is Fate.Dropped or Fate.NeverReleased or Fate.LeaksOnPath || (fate is Fate.LeaksOnFailure && IsRetried(creation)))
            report.Warn(Rule, creation, name, "is not disposed when the loop turns again");
    }

    private static void JudgeField(TypeWorld world, RuleReport report, IObjectCreationOperation creation, ISymbol member, Body body)
    {
        if (InitContext.IsConstruction(body.Member) && Ops.Function(creation) is null)
            return;
        if (creation.Parent is ICoalesceAssignmentOperation || ReleasedNear(world, member, body, creation) || IsGuarded(creation, member))
            return;
        var repeats = Ops.Loop(creation) is not null || SaysAgain(body.Member.Name) || Ops.Ancestor<ICatchClauseOperation>(creation) is not null || CalledAgain(world, body) || ReleasedNowhere(world, member);
        report.At(Rule, creation.Syntax.GetLocation(), repeats, creation.Type!.Name, "overwrites the one in '" + member.Name + "' without disposing it");
    }

    private static bool ReleasedNowhere(TypeWorld world, ISymbol member)
    {
        foreach (var (mention, place) in world.UsesOf(member))
            if (world.Roles.Of(mention, place) != Role.None)
                return false;
        return true;
    }

    private static bool SaysAgain(string name) =>
        name.IndexOf("Reconnect", StringComparison.OrdinalIgnoreCase) >= 0 || name.IndexOf("Retry", StringComparison.OrdinalIgnoreCase) >= 0 || name.IndexOf("Restart", StringComparison.OrdinalIgnoreCase) >= 0
        || name.IndexOf("Reset", StringComparison.OrdinalIgnoreCase) >= 0 || name.IndexOf("Renew", StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool CalledAgain(TypeWorld world, Body body)
    {
        if (body.Method is not { } method)
            return false;
        foreach (var (call, caller) in world.CallersOf(method))
            if (!ReleasesBefore(world, call, caller, creationOwner: body) && (Ops.Loop(call) is not null || SaysAgain(caller.Member.Name) || Ops.Ancestor<ICatchClauseOperation>(call) is not null || Ops.Function(call) is not null))
                return true;
        return false;
    }

    private static bool ReleasesBefore(TypeWorld world, IInvocationOperation call, Body caller, Body creationOwner)
    {
        foreach (var other in caller.Calls)
            if (other.Syntax.SpanStart < call.Syntax.SpanStart && (CleanUp.IsName(other.TargetMethod.Name) || ReleaseNames.Contains(other.TargetMethod.Name)))
                return true;
        _ = (world, creationOwner);
        return false;
    }

    /// <summary>The old one is disposed, exchanged or kept in this method, or in a helper it calls.</summary>
    private static bool ReleasedNear(TypeWorld world, ISymbol member, Body body, IOperation creation)
    {
        foreach (var (mention, place) in world.UsesOf(member))
        {
            if (world.Roles.Of(mention, place) == Role.None)
                continue;
            if (ReferenceEquals(place, body) && (mention.Syntax.SpanStart < creation.Syntax.SpanStart || Ops.Loop(creation) is not null || Ops.Ancestor<ITryOperation>(mention) is not null))
                return true;
            if (place.Method is { } helper && Calls(body, helper))
                return true;
        }
        return false;
    }

    private static bool Calls(Body body, IMethodSymbol helper)
    {
        foreach (var call in body.Calls)
            if (SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, helper))
                return true;
        return false;
    }

    /// <summary>Made only when there is none, or after a check of the one there is.</summary>
    private static bool IsGuarded(IOperation creation, ISymbol member)
    {
        foreach (var operation in Ops.FunctionRoot(creation).Descendants())
            if (operation is IConditionalOperation branch && branch.Syntax.SpanStart < creation.Syntax.SpanStart && NullTest.Of(branch.Condition, member) is not null)
                return true;
        return false;
    }

    private static bool IsRetried(IOperation creation)
    {
        for (var attempt = Ops.Ancestor<ITryOperation>(creation); attempt is not null; attempt = Ops.Ancestor<ITryOperation>(attempt))
            if (attempt.Catches.Length > 0)
                return true;
        return false;
    }
}
