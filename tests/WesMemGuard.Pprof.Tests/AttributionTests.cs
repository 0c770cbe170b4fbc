using WesMemGuard.Pprof.Attribution;

namespace WesMemGuard.Pprof.Tests;

internal sealed class AttributionTests
{
    private const string Node = "github.com/weisyn/v1/internal/";

    [Test]
    public void The_map_has_the_twelve_modules_the_node_reports()
        => ModuleMap.Node.Reporting.Select(m => m.Name).ShouldBe(
        [
            "block", "chain", "eutxo", "event", "ispc", "mempool.txpool", "network", "p2p.addr_manager", "resourcesvc.view",
                "storage", "tx", "ures",
        ]);

    [Test]
    public void Every_package_of_the_node_in_the_recorded_profiles_has_a_module()
    {
        Attributor attributor = new();
        HashSet<string> packages = [];
        foreach (GoProfile profile in Recorded.Files("*.pb.gz").Select(Recorded.Profile))
        {
            foreach (CallFrame frame in profile.Samples.SelectMany(s => s.Stack.Frames)
                .Where(f => f.Function.Contains("weisyn/", StringComparison.Ordinal)))
            {
                packages.Add(frame.Package);
                attributor.HolderOf(new CallPath([frame])).Module.Kind.ShouldBeOneOf(ModuleKind.Reporting, ModuleKind.NoReporter);
            }
        }
        packages.Count.ShouldBeGreaterThan(80);
    }

    [TestCase(Node + "core/ispc/context.recordExecutionTrace", "ispc")]
    [TestCase(Node + "core/infrastructure/event.keepDelivery", "event")]
    [TestCase(Node + "api/http/middleware.trackCallerWait", "api (no reporter)")]
    [TestCase(Node + "api/http/middleware.(*RateLimit).allowRequest", "api (no reporter)")]
    [TestCase(Node + "core/infrastructure/storage/badger.pinIteratorWait", "storage")]
    [TestCase(Node + "core/infrastructure/crypto/hash.(*HashCache).Set", "crypto.hash (no reporter)")]
    [TestCase(Node + "core/infrastructure/crypto/hasher.New", "crypto (no reporter)")]
    [TestCase(Node + "core/brandnew/part.f", "unknown: github.com/weisyn/v1/internal/core/brandnew/part")]
    [TestCase("main.main", "app (no reporter)")]
    [TestCase("runtime.malg", "runtime")]
    [TestCase("internal/runtime/maps.newTable", "runtime")]
    [TestCase("regexp.compile", "standard library")]
    [TestCase("vendor/golang.org/x/net/http2/hpack.init", "standard library")]
    [TestCase("github.com/dgraph-io/badger/v3.Open", "github.com/dgraph-io/badger (third party)")]
    [TestCase("gopkg.in/natefinch/lumberjack%2ev2.New", "gopkg.in/natefinch/lumberjack.v2 (third party)")]
    [TestCase("go.uber.org/zap/internal/pool.(*Pool[go.shape.*uint8]).Get", "go.uber.org/zap (third party)")]
    [TestCase("[libc.so.6]", "unknown")]
    public void A_function_belongs_to_a_module(string function, string module)
        => Holder(function).Module.ToString().ShouldBe(module);

    [Test]
    public void The_innermost_frame_of_the_node_holds_what_a_library_allocates_for_it()
    {
        Holder holder = Holder(
            "github.com/dgraph-io/ristretto.NewCache", "github.com/dgraph-io/badger/v3.Open", Node
                + "core/infrastructure/storage/badger.New", Node + "core/p2p/discovery.NewAddrManager");

        holder.Frame.ShortName.ShouldBe("badger.New");
        holder.Leaf.ShortName.ShouldBe("ristretto.NewCache");
        holder.Module.Name.ShouldBe("storage");
        holder.OnBehalf.ShouldBe("github.com/dgraph-io/badger");
    }

    [Test]
    public void Messages_and_tools_pass_what_they_hold_to_their_caller()
    {
        Holder("bytes.Clone", "github.com/weisyn/v1/pb/blockchain/block.(*Block).Reset", Node
            + "core/block/builder.build").Module.Name.ShouldBe("block");
        Holder("bytes.Clone", "github.com/weisyn/v1/pb/blockchain/block.init").Module.Name.ShouldBe("pb");
    }

    [Test]
    public void A_library_that_calls_itself_is_named_before_the_standard_library_and_that_before_the_runtime()
    {
        Holder("runtime.mallocgc", "time.NewTicker", "github.com/dgraph-io/badger/v3.run").Frame.ShortName.ShouldBe("v3.run");
        Holder("runtime.mallocgc", "time.NewTicker", "runtime.goexit").Frame.Function.ShouldBe("time.NewTicker");
        Holder("runtime.mallocgc", "runtime.newobject", "runtime.malg", "runtime.newproc1").Frame.Function.ShouldBe("runtime.malg");
        Holder("runtime.mallocgc").Frame.Function.ShouldBe("runtime.mallocgc");
        new Attributor().HolderOf(new CallPath([])).Module.Name.ShouldBe("unknown");
    }

    [Test]
    public void A_map_of_ones_own_rules()
    {
        ModuleMap map = ModuleMap.Read(new StringReader("# mine\nexample.org/node\tcore\treporting\nexample.org/node/log\tlog\tsilent\n"));
        Attributor attributor = new(map);

        map.Reporting.ShouldBe([new AttributedModule("core", ModuleKind.Reporting)]);
        attributor.HolderOf(new CallPath([new CallFrame("example.org/node/log.f", "", 0)])).Module.ToString().ShouldBe("log (no reporter)");
        attributor.HolderOf(new CallPath([new CallFrame("example.org/node/x.f", "", 0)])).Module.ToString().ShouldBe("core");
    }

    [TestCase("a\tb", "line 1")]
    [TestCase("a\tb\tloud", "line 1")]
    [TestCase("a\tb\tsilent\n\ta\tsilent", "line 2")]
    [TestCase("a\tb\tsilent\na\tc\tsilent", "line 2: package a stands there twice")]
    public void A_wrong_map_is_refused_with_the_line(string map, string part)
        => Should.Throw<ProfileException>(() => ModuleMap.Read(new StringReader(map))).Message.ShouldContain(part);

    private static Holder Holder(params string[] functions) =>
        new Attributor().HolderOf(new CallPath([.. functions.Select(f => new CallFrame(f, "", 0))]));
}
