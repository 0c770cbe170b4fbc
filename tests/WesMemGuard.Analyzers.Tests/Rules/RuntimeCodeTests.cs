using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class RuntimeCodeTests
{
    private static readonly string[] Bad =
    [
        """
        public sealed class P { public object? Run(byte[] code) => System.Reflection.Assembly.Load(code).CreateInstance("Main"); }
        """,
        """
        using System.Xml.Serialization;
        public static class C { public static void Write(Stream s, object o) => new XmlSerializer(o.GetType(),
            new[] { typeof(Block) }).Serialize(s, o); }
        """,
        """
        using System.Xml.Serialization;
        public sealed class C { private readonly XmlSerializer _x = new(typeof(Block),
            new XmlRootAttribute("b")); public object? Read(Stream s) => _x.Deserialize(s); }
        """,
        """
        public static class C { public static string Key(string address) => string.Intern(address.ToLowerInvariant()); }
        """,
        """
        using System.Runtime.Loader;
        public static class C { public static void Load(string p) { var a = new AssemblyLoadContext("x"); a.LoadFromAssemblyPath(p); } }
        """,
        """
        using System.Reflection;
        using System.Reflection.Emit;
        public static class C { public static Type? Make(string n) {
            var a = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(n), AssemblyBuilderAccess.Run);
            return a.DefineDynamicModule(n).DefineType(n).CreateType(); } }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public sealed class P { public object? Run(string name) => System.Reflection.Assembly.Load(name).CreateInstance("Main"); }
        """,
        """
        public sealed class P { private static readonly System.Reflection.Assembly Plugin =
            System.Reflection.Assembly.Load(File.ReadAllBytes("plugin.dll"));
            public object? Run() => Plugin.CreateInstance("Main"); }
        """,
        """
        using System.Xml.Serialization;
        public static class C { private static readonly XmlSerializer X = new(typeof(Block),
            new XmlRootAttribute("b")); public static object? Read(Stream s) => X.Deserialize(s); }
        """,
        """
        using System.Xml.Serialization;
        public static class C { public static object? Read(Stream s) => new XmlSerializer(typeof(Block)).Deserialize(s); }
        """,
        """
        using System.Xml.Serialization;
        public static class C { private static readonly ConcurrentDictionary<Type, XmlSerializer> All = new();
            public static object? Read(Type t, Stream s) => All.GetOrAdd(t, static k => new XmlSerializer(k,
            new XmlRootAttribute("b"))).Deserialize(s); }
        """,
        """
        using System.Xml.Serialization;
        public static class C { private static XmlSerializer? _x;
            public static object? Read(Stream s) => (_x ??= new XmlSerializer(typeof(Block),
            new XmlRootAttribute("b"))).Deserialize(s); }
        """,
        """
        public static class C { public static string Key() => string.Intern("a" + "b"); }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_leak_is_a_warning(string code) => Snippet.ShouldWarn("WMG5002", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);
}
