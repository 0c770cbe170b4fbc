using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Timers that the code which makes them disposes at once, or drops: their call-backs don't run.</summary>
internal static class DroppedTimers
{
    /// <summary>All that names a method is the call-back of such a timer.</summary>
    public static bool Run(TypeWorld world, SimpleNameSyntax mention)
    {
        foreach (var body in world.Bodies)
            foreach (var timer in body.Creations)
                if (timer.Type is { Name: "Timer", ContainingNamespace.Name: "Threading" } && timer.Syntax.Span.Contains(mention.Span)
                    && timer.Syntax.SyntaxTree == mention.SyntaxTree)
                    return IsLost(timer, body);
        return false;
    }

    private static bool IsLost(IObjectCreationOperation timer, Body body) => Destination.Of(timer) switch
    {
        { Kind: DestinationKind.Using } => !body.Root.Descendants().Any(static part => part is IAwaitOperation),
        { Kind: DestinationKind.Dropped } => true,
        { Kind: DestinationKind.Local, Symbol: { } local } => body.ReferencesTo(local).Count == 0,
        _ => false,
    };
}
