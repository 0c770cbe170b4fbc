namespace WesMemGuard.Pprof.Tests;

internal sealed class GoSymbolTests
{
    [TestCase("github.com/weisyn/v1/internal/core/mempool/txpool.(*TxPool).add",
        "github.com/weisyn/v1/internal/core/mempool/txpool", "txpool.(*TxPool).add")]
    [TestCase("main.main", "main", "main.main")]
    [TestCase("gopkg.in/natefinch/lumberjack%2ev2.(*Logger).millRun", "gopkg.in/natefinch/lumberjack%2ev2",
        "lumberjack%2ev2.(*Logger).millRun")]
    [TestCase("slices.Clone[go.shape.[]github.com/multiformats/go-multiaddr.Multiaddr]", "slices",
        "slices.Clone[go.shape.[]github.com/multiformats/go-multiaddr.Multiaddr]")]
    [TestCase("go.uber.org/zap/internal/pool.(*Pool[go.shape.*uint8]).Get", "go.uber.org/zap/internal/pool",
        "pool.(*Pool[go.shape.*uint8]).Get")]
    [TestCase("[weisyn-node]", "", "[weisyn-node]")]
    [TestCase("<unknown>", "", "<unknown>")]
    [TestCase("", "", "")]
    public void Package_and_short_name_are_found(string function, string package, string shortName)
    {
        CallFrame frame = new(function, "", 0);

        frame.Package.ShouldBe(package);
        frame.ShortName.ShouldBe(shortName);
    }

    [TestCase("encoding/json.typeEncoder.OnceValue[go.shape.func(*encoding/json.encodeState, reflect.Value)].func3",
        "encoding/json.typeEncoder.OnceValue[go.shape.func].func3")]
    [TestCase("internal/sync.newEntryNode[go.shape.interface {},go.shape.interface {}]",
        "internal/sync.newEntryNode[go.shape.interface {},go.shape.interface {}]")]
    [TestCase("net/http.(*mapping[go.shape.string,go.shape.*uint8]).add", "net/http.(*mapping[go.shape.string,go.shape.*uint8]).add")]
    [TestCase("os.f[go.shape.func(func(int) string)]", "os.f[go.shape.func]")]
    [TestCase("os.f[go.shape.chan<- int]", "os.f[go.shape.chan<- int]")]
    [TestCase("os.f[a)b]", "os.f[a)b]")]
    [TestCase("os.f[a(b]", "os.f[a(b]")]
    [TestCase("main.(*T).f", "main.(*T).f")]
    public void Names_are_shown_as_go_tool_pprof_shows_them(string linked, string shown)
        => GoSymbol.Shown(linked).ShouldBe(shown);

    [TestCase("/src/weisyn/internal/txpool.go", 412, "txpool.go:412")]
    [TestCase("x.go", 1, "x.go:1")]
    [TestCase("", 0, "")]
    public void A_place_is_file_and_line(string file, int line, string place)
        => new CallFrame("main.main", file, line).Place.ShouldBe(place);
}
