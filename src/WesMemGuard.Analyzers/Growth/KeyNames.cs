using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>What the name of a key says of how many there can be.</summary>
internal static class KeyNames
{
    private static readonly HashSet<string> Open = new(StringComparer.OrdinalIgnoreCase)
    {
        "hash", "address", "addr", "id", "ids", "url", "uri", "path", "ip", "host", "peer", "endpoint", "account", "user",
            "customer", "session", "query", "sql", "pattern", "expression", "filter", "block", "height", "number", "nonce",
        "tx", "txid", "transaction", "email", "wallet", "contract", "client", "connection", "message", "correlation", "trace",
            "guid", "request", "order", "token", "device", "payload", "input", "subject", "tenant", "ticker", "sender",
    };

    private static readonly HashSet<string> Few = new(StringComparer.OrdinalIgnoreCase)
    {
        "name", "type", "kind", "role", "group", "category", "method", "operation", "label", "scheme", "format", "culture",
            "language", "locale", "property", "member", "field", "column", "table", "view", "section", "setting", "option",
        "feature", "status", "level", "severity", "region", "environment", "plugin", "module", "assembly", "resource",
            "configuration", "version", "provider", "silo", "node", "signature", "cluster", "index", "schema", "database",
            "attribute", "namespace", "word", "network",
    };

    /// <summary>Parts of a deployment or of a program, of which even a single word says that there are few.</summary>
    private static readonly HashSet<string> Parts = new(StringComparer.OrdinalIgnoreCase)
    {
        "silo", "label", "cluster", "region", "environment", "plugin", "module", "assembly", "culture", "language", "locale",
            "severity", "namespace", "schema", "feature", "network",
    };

    /// <summary>Named as things are that come without end: hashes, addresses, requests.</summary>
    public static bool IsOpen(IOperation? key) => Last(key) is { } word && Open.Contains(word);

    /// <summary>Named as parts of a program or of its configuration are.</summary>
    public static bool IsFew(IOperation? key) =>
        Last(key) is { } word && !BeginsOpen(key)
        && (Few.Contains(word)
        || (word.Equals("path", StringComparison.OrdinalIgnoreCase) && NameOf(key) is { } name
        && (name.StartsWith("config", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("full", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("file", StringComparison.OrdinalIgnoreCase))));

    /// <summary>
    /// Two words of which the last says so, a type's name or a consumer's type; or one that alone does.
    /// </summary>
    public static bool IsFewOfMany(IOperation? key) => IsTextOfFew(key)
        || IsFew(key) && NameOf(key) is { } name
            && (Word(name, 0).Length < name.TrimStart('_').Length || Parts.Contains(name.TrimStart('_')));

    private const string Get = "Get";

    /// <summary>A method that answers with a name says of what: GetSequenceName.</summary>
    private static bool Gets(string method) => method.StartsWith(Get, StringComparison.Ordinal)
        && method.EndsWith("Name", StringComparison.Ordinal);

    /// <summary>A text put together from such names and constants, in place or in a local.</summary>
    private static bool IsTextOfFew(IOperation? key)
    {
        if (Ops.Bare(key) is ILocalReferenceOperation local)
            key = Locals.Initial(local.Local, Ops.FunctionRoot(local));
        if (Ops.Bare(key) is IInvocationOperation { TargetMethod.Name: var asked } && Gets(asked))
            return IsFew(key);
        if (Ops.Bare(key) is not IInterpolatedStringOperation text)
            return false;
        var any = false;
        foreach (var part in text.Parts)
            if (part is IInterpolationOperation { Expression: { ConstantValue.HasValue: false } hole })
            {
                if (!IsFewOfMany(hole))
                    return false;
                any = true;
            }
        return any;
    }

    /// <summary>A user's or a host's name is none of the program.</summary>
    private static bool BeginsOpen(IOperation? key) => NameOf(key) is { } name && Open.Contains(Word(name, 0));

    private static string? Last(IOperation? key)
    {
        if (NameOf(key) is not { Length: > 0 } name)
            return null;
        var start = name.Length - 1;
        while (start > 0 && !char.IsUpper(name[start]) && name[start - 1] != '_')
            start--;
        return name.Substring(start);
    }

    private static string Word(string name, int start)
    {
        while (start < name.Length && name[start] == '_')
            start++;
        var end = start + 1;
        while (end < name.Length && !char.IsUpper(name[end]))
            end++;
        return start < name.Length ? name.Substring(start, Math.Min(end, name.Length) - start) : "";
    }

    private static string? NameOf(IOperation? key) => Ops.Bare(key) switch
    {
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        ILocalReferenceOperation local => local.Local.Name,
        IMemberReferenceOperation { Member.Name: "Name", Instance: { } named } when NameOf(named) is { } owner => owner + "Name",
        IMemberReferenceOperation member => member.Member.Name,
        IInvocationOperation { TargetMethod.Name: var asked } when Gets(asked) => asked.Substring(Get.Length),
        IInvocationOperation { Instance: { } instance } => NameOf(instance),
        IInvalidOperation { Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } } =>
            LastName.Of(access.Expression),
        IInvalidOperation { Syntax: MemberAccessExpressionSyntax access } => LastName.Of(access),
        _ => null,
    };
}
