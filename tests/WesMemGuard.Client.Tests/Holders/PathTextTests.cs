using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using WesMemGuard.Client.Holders;

namespace WesMemGuard.Client.Tests.Holders;

/// <summary>Ways from a root, as they are written.</summary>
internal sealed class PathTextTests
{
    [TestCase(typeof(Dictionary<string, Quote>), "Dictionary<string, PathTextTests.Quote>")]
    [TestCase(typeof(byte[]), "byte[]")]
    [TestCase(typeof(int[][]), "int[][]")]
    [TestCase(typeof(Dictionary<string, Quote>.Enumerator), "Dictionary<string, PathTextTests.Quote>.Enumerator")]
    [TestCase(typeof(KeyValuePair<long, decimal>), "KeyValuePair<long, decimal>")]
    public void A_type_is_written_as_in_source(Type type, string name) => TypeNames.Of(type).ShouldBe(name);

    [Test]
    public void An_async_method_is_named_by_its_method()
    {
        var machine = typeof(PathTextTests).GetNestedTypes(BindingFlags.NonPublic)
            .Single(t => t.Name.StartsWith("<PollAsync>", StringComparison.Ordinal));

        TypeNames.Of(machine).ShouldBe("PathTextTests.PollAsync()");
    }

    [Test]
    public void What_a_collection_is_made_of_is_left_out()
    {
        var path = new PathText(t => t == typeof(Quote));
        path.Static([typeof(Wallet)], "_quotes", typeof(ConcurrentDictionary<string, Quote>), "static");
        var tables = typeof(ConcurrentDictionary<string, Quote>).GetField("_tables",
            BindingFlags.Instance | BindingFlags.NonPublic)!.FieldType;
        path.Step(tables, isLast: false);
        path.Step(typeof(Quote), isLast: false);
        path.Step(typeof(byte[]), isLast: true);

        path.ToString().ShouldBe(
            "static PathTextTests.Wallet._quotes (ConcurrentDictionary<string, PathTextTests.Quote>) → [] → PathTextTests.Quote.Raw"
            + " → byte[]");
        path.Field.ShouldBe(new HoldingField(typeof(Wallet), "_quotes"),
            "what is in quotes, which come with the calls, holds nothing");
    }

    [Test]
    public void A_chain_of_one_type_is_written_once()
    {
        var path = new PathText(t => t == typeof(Quote));
        path.Begin("stack", typeof(Link));
        path.Step(typeof(Link), isLast: false);
        path.Step(typeof(Link), isLast: false);
        path.Step(typeof(Quote), isLast: true);

        path.ToString().ShouldBe("stack (PathTextTests.Link).Held → PathTextTests.Quote");
    }

    [Test]
    public void Pools_of_the_runtime_are_known()
    {
        var pool =
            typeof(System.Buffers.ArrayPool<>).Assembly.GetType("System.Buffers.SharedArrayPoolThreadLocalArray")!;
        var work = typeof(ThreadPool).Assembly.GetType("System.Threading.ThreadPoolWorkQueue+WorkStealingQueue")!;

        (Roots.IsPool(pool.MakeArrayType()), Roots.IsPool(work), Roots.IsPool(typeof(Quote))).ShouldBe((true, true, false));
    }

    [Test]
    public void A_long_way_is_cut_in_its_middle()
    {
        var path = new PathText(t => t == typeof(Quote));
        path.Static([typeof(Wallet)], "_first", typeof(Pair), "static");
        for (var i = 0; i < 6; i++)
        {
            path.Step(typeof(Quote), isLast: false);
            path.Step(typeof(Pair), isLast: false);
        }

        path.Step(typeof(byte[]), isLast: true);
        var parts = path.ToString().Split(" → ");
        (parts[0], parts[^2], parts[^1]).ShouldBe(("static PathTextTests.Wallet._first", "…", "byte[]"));
        path.ToString().Length.ShouldBeLessThan(150);
    }

    [Test]
    public void An_event_keeps_who_listens()
    {
        var path = new PathText(t => t == typeof(Quote));
        path.Static([typeof(Wallet)], "Happened", typeof(EventHandler), "static");
        path.Step(typeof(object[]), isLast: false);
        path.Step(typeof(EventHandler), isLast: false);
        path.Step(typeof(Quote), isLast: true);

        path.ToString().ShouldBe(
            "static PathTextTests.Wallet.Happened → EventHandler → [] → EventHandler._target → PathTextTests.Quote");
    }

    [Test]
    public void Fields_that_could_hold_it_both_are_both_named() =>
        FieldNames.Of(typeof(Pair), typeof(Quote)).ShouldBe(new HoldingField(typeof(Pair), "First|Second"));

    [Test]
    public void A_field_in_a_structure_is_named_with_it() =>
        FieldNames.Of(typeof(Boxed), typeof(Quote)).ShouldBe(new HoldingField(typeof(Boxed),
            "_both.First|_both.Second"));

    [Test]
    public void A_field_whose_type_is_not_there_is_skipped()
    {
        var module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("parts"), AssemblyBuilderAccess.Run)
            .DefineDynamicModule("parts");
        var holder = module.DefineType("Holder", TypeAttributes.Public);
        holder.DefineField("Gone", module.DefineType("NeverMade"), FieldAttributes.Public);
        holder.DefineField("There", typeof(object), FieldAttributes.Public);
        var made = holder.CreateType();

        Should.Throw<TypeLoadException>(() => made.GetField("Gone")!.FieldType);
        FieldNames.Of(made, typeof(Quote)).ShouldBe(new HoldingField(made, "There"));
    }

    [Test]
    public void A_type_that_can_not_hold_it_has_no_field() => FieldNames.Of(typeof(Quote), typeof(Link)).ShouldBeNull();

    private static async Task PollAsync() => await Task.Yield();

    internal sealed class Wallet
    {
        public ConcurrentDictionary<string, Quote> Quotes { get; } = new();

        public Task Poll() => PollAsync();
    }

    internal sealed class Quote
    {
        public byte[]? Raw { get; set; }
    }

    internal sealed class Link
    {
        public Link? Next { get; set; }

        public Quote? Held { get; set; }
    }

    internal sealed class Pair
    {
        public Quote? First { get; set; }

        public Quote? Second { get; set; }
    }

    internal struct Both
    {
        public Quote? First { get; set; }

        public Quote? Second { get; set; }
    }

    internal sealed class Boxed
    {
        private Both _both;

        public void Set(Both both) => _both = both;

        public Quote? First => _both.First;
    }
}
