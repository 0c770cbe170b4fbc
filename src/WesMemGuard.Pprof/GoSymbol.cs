namespace WesMemGuard.Pprof;

/// <summary>Names of Go functions as the linker writes them.</summary>
internal static class GoSymbol
{
    /// <summary>
    /// The package path of a function: up to the first dot after the last slash, before any type argument or receiver.
    /// </summary>
    internal static string PackageOf(string function)
    {
        var dot = DotAfterPackage(function);
        return dot < 0 ? "" : function[..dot];
    }

    /// <summary>The function without its package's folders.</summary>
    internal static string ShortNameOf(string function)
    {
        var slash = function.AsSpan(0, PathEnd(function)).LastIndexOf('/');
        return function[(slash + 1)..];
    }

    /// <summary>
    /// The name as <c>go tool pprof</c> shows it. It takes names with type arguments for C++ templates (unless they
    /// hold "])." or ".&lt;") and drops what stands in parentheses, then in angle brackets:
    /// <c>OnceValue[go.shape.func(int)]</c> becomes
    /// <c>OnceValue[go.shape.func]</c> (google/pprof, internal/symbolizer, looksLikeDemangledCPlusPlus and
    /// removeMatching).
    /// </summary>
    internal static string Shown(string function)
    {
        var plain = function.AsSpan().IndexOfAny("<>[]") < 0 && !function.Contains("::", StringComparison.Ordinal);
        if (plain || function.Contains(".<", StringComparison.Ordinal)
            || function.Contains("]).", StringComparison.Ordinal))
            return function;
        return WithoutMatching(WithoutMatching(function, '(', ')'), '<', '>');
    }

    private static string WithoutMatching(string name, char open, char close)
    {
        System.Text.StringBuilder kept = new(name.Length);
        var nesting = 0;
        var opened = 0;
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == open && nesting++ == 0)
                opened = i;
            else if (name[i] == close && --nesting < 0)
                return kept.Append(name.AsSpan(i)).ToString();
            else if (nesting == 0 && name[i] != close)
                kept.Append(name[i]);
        }
        return nesting > 0 ? kept.Append(name.AsSpan(opened)).ToString() : kept.ToString();
    }

    private static int DotAfterPackage(string function)
    {
        var end = PathEnd(function);
        var slash = function.AsSpan(0, end).LastIndexOf('/');
        return function.IndexOf('.', slash + 1) is var dot && dot >= 0 && dot < end ? dot : -1;
    }

    /// <summary>
    /// Where type arguments or a receiver begin: slashes and dots behind it belong to other packages.
    /// </summary>
    private static int PathEnd(string function)
    {
        var end = function.AsSpan().IndexOfAny('[', '(');
        return end < 0 ? function.Length : end;
    }
}
