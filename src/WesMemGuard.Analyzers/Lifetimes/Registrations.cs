using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Lifetimes;

/// <summary>
/// Which types this compilation registers in a container: found by simple name in syntax, once, on first need, and decided by what the
/// compiler binds the name to where it can.
/// </summary>
internal sealed class Registrations
{
    /// <summary>What is looked for: a file without any of these words registers nothing.</summary>
    private static readonly string[] Words =
        ["AddSingleton", "TryAddSingleton", "AddHostedService", "AddKeyedSingleton", "TryAddKeyedSingleton", "AddActivatedSingleton",
        "UseMiddleware", "ServiceDescriptor", "SingleInstance", "AddTransient", "TryAddTransient", "AddScoped", "TryAddScoped",
        "SizeLimit"];

    /// <summary>What each file registers: it outlives the compilations that share the file, as while typing.</summary>
    private static readonly ConditionalWeakTable<SyntaxTree, Names> OfTrees = new();
    private readonly CompilationScope _scope;
    private readonly Lazy<Names> _names;
    private readonly ConcurrentDictionary<Places, ConcurrentDictionary<ISymbol, bool>> _known = new();

    private Registrations(CompilationScope scope)
    {
        _scope = scope;
        _names = new Lazy<Names>(() => Read(scope.Compilation));
    }

    public static Registrations Of(CompilationScope scope) => scope.Part(static known => new Registrations(known));

    public bool IsSingleton(ITypeSymbol type) => Has(_names.Value.Singletons, type);

    /// <summary>Nothing is registered as a singleton.</summary>
    public bool AreEmpty => _names.Value.Singletons.AreNone;

    public bool IsPerRequest(ITypeSymbol type) => Has(_names.Value.PerRequest, type);

    public bool IsTransient(ITypeSymbol type) => Has(_names.Value.Transients, type);

    /// <summary>Whether a size limit is set anywhere, as AddMemoryCache(o => o.SizeLimit = …) does.</summary>
    public bool MentionsSizeLimit => _names.Value.SizeLimit;

    private bool Has(Places places, ITypeSymbol type) => places.Of(type.Name) is { } named
        && _known.GetOrAdd(places, static _ => new ConcurrentDictionary<ISymbol, bool>(SymbolEqualityComparer.Default))
            .GetOrAdd(type.OriginalDefinition, asked => named.Exists(name => Means(name, asked)));

    /// <summary>What doesn't bind, as without its package, is known by its name alone.</summary>
    private bool Means(TypeSyntax name, ISymbol type)
    {
        var bound = Models.Of(_scope).For(name.SyntaxTree)
            .GetSpeculativeTypeInfo(name.SpanStart, name, SpeculativeBindingOption.BindAsTypeOrNamespace).Type;
        return bound is null or { TypeKind: TypeKind.Error or TypeKind.TypeParameter }
            || SymbolEqualityComparer.Default.Equals(bound.OriginalDefinition, type);
    }

    private static Names Read(Compilation compilation)
    {
        var names = new Names();
        foreach (var tree in compilation.SyntaxTrees)
            names.Add(OfTrees.GetValue(tree, static known => ReadTree(known)));
        return names;
    }

    private static Names ReadTree(SyntaxTree tree)
    {
        if (!TreeWords.MayHaveAny(tree, Words))
            return Names.None;
        var names = new Names();
        ReadTree(tree.GetRoot(), names);
        return names;
    }

    private static void ReadTree(SyntaxNode root, Names names)
    {
        foreach (var node in root.DescendantNodes())
        {
            if (node is InvocationExpressionSyntax call)
                ReadCall(call, names);
            else if (node is AssignmentExpressionSyntax assignment && LastName.Of(assignment.Left) == "SizeLimit"
                && !IsOfOneCache(assignment))
                names.SizeLimit = true;
        }
    }

    /// <summary>The options of a cache that is made there, and that no container is given: other caches have their own.</summary>
    private static bool IsOfOneCache(AssignmentExpressionSyntax limit)
    {
        if (limit.Parent is not InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax options })
            return false;
        for (SyntaxNode? node = options; node is not null and not MemberDeclarationSyntax; node = node.Parent)
            if (node is InvocationExpressionSyntax call && LastName.Of(call.Expression) is { } method
                && (method.IndexOf("Add", StringComparison.Ordinal) >= 0 || method.IndexOf("Configure", StringComparison.Ordinal) >= 0))
                return false;
        return options.Parent is ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax };
    }

    private static void ReadCall(InvocationExpressionSyntax call, Names names)
    {
        var method = LastName.Of(call.Expression);
        var target = method switch
        {
            "AddSingleton" or "TryAddSingleton" or "AddHostedService" or "AddKeyedSingleton" or "TryAddKeyedSingleton"
                or "AddActivatedSingleton" or "UseMiddleware" => names.Singletons,
            "Singleton" or "KeyedSingleton" when call.Expression is MemberAccessExpressionSyntax { Expression: var owner }
                && LastName.Of(owner) == "ServiceDescriptor" => names.Singletons,
            "SingleInstance" => names.Singletons,
            "AddTransient" or "TryAddTransient" => names.Transients,
            "AddScoped" or "TryAddScoped" => names.PerRequest,
            _ => null,
        };
        if (target is null)
            return;
        for (var step = call; step is not null; step = method == "SingleInstance" ? Before(step) : null)
        {
            if (step.Expression is MemberAccessExpressionSyntax { Name: GenericNameSyntax generic })
                foreach (var argument in generic.TypeArgumentList.Arguments)
                    target.Add(argument);
            foreach (var argument in step.ArgumentList.Arguments)
                target.Add(Registered(argument.Expression));
        }
        if (ReferenceEquals(target, names.Transients))
            names.PerRequest.Add(target);
    }

    /// <summary>The call that a chain of registration calls has before this one.</summary>
    private static InvocationExpressionSyntax? Before(InvocationExpressionSyntax call) =>
        (call.Expression as MemberAccessExpressionSyntax)?.Expression as InvocationExpressionSyntax;

    /// <summary>
    /// The type an argument registers: typeof(T), new T(), a lambda that makes one, or a local that was made so.
    /// </summary>
    private static TypeSyntax? Registered(ExpressionSyntax argument) => argument switch
    {
        TypeOfExpressionSyntax type => type.Type,
        ObjectCreationExpressionSyntax creation => creation.Type,
        LambdaExpressionSyntax { ExpressionBody: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax made } } =>
            made.Name is GenericNameSyntax { Identifier.ValueText: "CreateInstance" } generic
                ? generic.TypeArgumentList.Arguments[0] : null,
        LambdaExpressionSyntax { ExpressionBody: ObjectCreationExpressionSyntax made } => Registered(made),
        LambdaExpressionSyntax { ExpressionBody: not null } => null,
        LambdaExpressionSyntax { Block: { } block } => Returned(block),
        IdentifierNameSyntax local => MadeAs(local),
        _ => null,
    };

    private static TypeSyntax? Returned(BlockSyntax block)
    {
        foreach (var statement in block.Statements)
            if (statement is ReturnStatementSyntax { Expression: ObjectCreationExpressionSyntax or IdentifierNameSyntax } answer)
                return Registered(answer.Expression!);
        return null;
    }

    /// <summary>The type of which a local of that name is made in the code around.</summary>
    private static TypeSyntax? MadeAs(IdentifierNameSyntax local)
    {
        var scope =
            (SyntaxNode?)local.FirstAncestorOrSelf<BlockSyntax>() ?? local.FirstAncestorOrSelf<CompilationUnitSyntax>();
        foreach (var node in scope?.DescendantNodes() ?? [])
            if (node is VariableDeclaratorSyntax { Initializer.Value: ObjectCreationExpressionSyntax creation } declarator
                && declarator.Identifier.ValueText == local.Identifier.ValueText)
                return creation.Type;
        return null;
    }

    /// <summary>Where types of each simple name are registered.</summary>
    private sealed class Places
    {
        private readonly Dictionary<string, List<TypeSyntax>> _named = new(StringComparer.Ordinal);

        public bool AreNone => _named.Count == 0;

        public List<TypeSyntax>? Of(string name) => _named.TryGetValue(name, out var places) ? places : null;

        public void Add(TypeSyntax? place)
        {
            if (place is null || LastName.Of(place) is not { } name)
                return;
            if (!_named.TryGetValue(name, out var places))
                _named.Add(name, places = []);
            places.Add(place);
        }

        public void Add(Places others)
        {
            foreach (var places in others._named.Values)
                foreach (var place in places)
                    Add(place);
        }
    }

    private sealed class Names
    {
        public static Names None { get; } = new();

        public Places Singletons { get; } = new();

        public Places PerRequest { get; } = new();

        public Places Transients { get; } = new();

        public bool SizeLimit { get; set; }

        public void Add(Names other)
        {
            if (ReferenceEquals(other, None))
                return;
            Singletons.Add(other.Singletons);
            PerRequest.Add(other.PerRequest);
            Transients.Add(other.Transients);
            SizeLimit |= other.SizeLimit;
        }
    }
}
