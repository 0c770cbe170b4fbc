using System.Text;
using WesMemGuard.Node.Answers;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Tests.Answers;

internal sealed class MemoryAnswerTests
{
    private const string Runtime =
        """ "runtime":{"heap_alloc":2,"heap_inuse":3,"num_gc":4,"num_goroutine":5,"rss_bytes":1} """;

    [Test]
    public void Order_does_not_matter_unknown_fields_are_let_by_and_a_module_listed_twice_stays_twice()
    {
        const string module =
            """{"queue_length":0,"approx_bytes":1,"new":true,"objects":2,"cache_items":3,"module":"tx","layer":"L4"}""";
        var sample = Read($$"""{"future":[],{{Runtime}},"modules":[{{module}},{{module}}]}""");
        sample.ShouldBe(new MemorySample(1, 2, 3, 4, 5, [new("tx", "L4", 2, 1, 3, 0), new("tx", "L4", 2, 1, 3, 0)]));
    }

    [Test]
    public void A_name_that_comes_with_each_sample_is_one_string()
    {
        const string module = """{"queue_length":0,"approx_bytes":1,"objects":2,"cache_items":3,"module":"one.name","layer":"L9"}""";
        var (body, names) = ($$"""{{{Runtime}},"modules":[{{module}}]}""", new SharedNames());
        var (first, next) = (Read(body, names), Read(body, names));

        next.Modules[0].Module.ShouldBeSameAs(first.Modules[0].Module);
        next.Modules[0].Layer.ShouldBeSameAs(first.Modules[0].Layer);
    }

    [Test]
    public void However_many_names_come_each_is_told_right()
    {
        string[] names = [.. Enumerable.Range(0, 5_000).Select(n => $"module-{n}"), new string('x', 300)];
        var shared = new SharedNames();

        names.Select(n => shared.Of(n)).ShouldBe(names);
        names.Reverse().Select(n => shared.Of(n)).ShouldBe(names.Reverse());
    }

    [TestCase("""{"modules":[]}""", "runtime: not there, an object is needed")]
    [TestCase("""{"modules":[],"runtime":[]}""", "runtime: found an array, an object is needed")]
    [TestCase("""
        {"modules":null,"runtime":{"heap_alloc":2,"heap_inuse":3,"num_gc":4,"num_goroutine":5,"rss_bytes":1}}
        """, "modules: found null, an array is needed")]
    [TestCase("""
        {"modules":[],"runtime":{"heap_alloc":2,"heap_inuse":3,"num_gc":"x","num_goroutine":5,"rss_bytes":1}}
        """, "runtime.num_gc: found \"x\", an integer >= 0 is needed")]
    [TestCase("""
        {"modules":[],"runtime":{"heap_alloc":-2,"heap_inuse":3,"num_gc":4,"num_goroutine":5,"rss_bytes":1}}
        """, "runtime.heap_alloc: found -2, an integer >= 0 is needed")]
    [TestCase("""
        {"modules":[],"runtime":{"heap_alloc":2,"heap_inuse":3.5,"num_gc":4,"num_goroutine":5,"rss_bytes":1}}
        """, "runtime.heap_inuse: found 3.5, an integer >= 0 is needed")]
    [TestCase("""
        {"modules":[],"runtime":{"heap_alloc":2,"heap_inuse":3,"num_gc":4,"num_goroutine":5}}
        """, "runtime.rss_bytes: not there, an integer >= 0 is needed")]
    [TestCase("""
        {"modules":[7],"runtime":{"heap_alloc":2,"heap_inuse":3,"num_gc":4,"num_goroutine":5,"rss_bytes":1}}
        """, "modules[0]: found 7, an object is needed")]
    [TestCase("""
        {"modules":[{"module":"tx","layer":"L4","objects":1,"approx_bytes":null}],
          "runtime":{"heap_alloc":2,"heap_inuse":3,"num_gc":4,"num_goroutine":5,"rss_bytes":1}}
        """, "modules[0].approx_bytes: found null, an integer >= 0 is needed")]
    [TestCase("[]", "found an array, a JSON object is needed")]
    [TestCase("", "no JSON at line 1, byte 1: ")]
    [TestCase("{\"modules\":[{\"mod", "no JSON at line 1, byte 18: {\"modules\":[{\"mod")]
    [TestCase("404 page not found", "no JSON at line 1, byte 5: 404 page not found")]
    public void What_can_not_be_read_is_named(string body, string detail) =>
        Should.Throw<MissException>(() => Read(body)).Miss.ShouldBe(new Miss(MissKind.Unreadable, detail));

    [Test]
    public void A_field_that_is_there_twice_is_unreadable()
    {
        var miss = Should.Throw<MissException>(() => Read("""{"modules":[],"runtime":{"num_gc":4,"num_gc":5}}""")).Miss;
        miss.Kind.ShouldBe(MissKind.Unreadable);
        miss.Detail.ShouldStartWith("no JSON, a name twice: {\"modules\":[]");
    }

    [Test]
    public void More_modules_than_any_node_has_are_not_read()
    {
        var modules = string.Join(",", Enumerable.Repeat("{}", 1001));
        Should.Throw<MissException>(() =>
            Read($$"""{"modules":[{{modules}}],{{Runtime}}}""")).Miss.Detail.ShouldBe("modules: found 1001, at most 1000 are read");
    }

    [Test]
    public void A_name_that_is_not_UTF_8_is_unreadable()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("{" + Runtime + ",\"modules\":[{\"module\":\""), 0xff, 0xfe, .. "\",\"layer\":\"\"}]}"u8];
        Should.Throw<MissException>(() => MemoryAnswer.Read(body, new SharedNames())).Miss.Detail
            .ShouldStartWith("no JSON, text that is not UTF-8");
    }

    private static MemorySample Read(string body, SharedNames? names = null) =>
        MemoryAnswer.Read(Encoding.UTF8.GetBytes(body), names ?? new SharedNames());
}
