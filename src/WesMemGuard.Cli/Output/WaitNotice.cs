using WesMemGuard.Cli.Options;

namespace WesMemGuard.Cli.Output;

/// <summary>Says once that a node has not answered for a while: who looks at nothing wants to know for what.</summary>
internal static class WaitNotice
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(WaitNotice));

    /// <summary>Says it the first time that it is called.</summary>
    public static Action Of(string node, Surroundings surroundings)
    {
        var said = 0;
        return () =>
        {
            if (Interlocked.Exchange(ref said, 1) == 0)
                surroundings.Error.WriteLine(SafeText.Of(Texts.In(surroundings.Language).Format("Waits", node)));
        };
    }
}
