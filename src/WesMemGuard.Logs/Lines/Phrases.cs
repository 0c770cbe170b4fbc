using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using WesMemGuard.Logs.Entries;

namespace WesMemGuard.Logs.Lines;

/// <summary>
/// How the messages begin that are looked for, with what they mean: the one table of the node's phrases.
/// </summary>
internal static class Phrases
{
    private static readonly (byte[] Start, LogEventKind Kind)[] All =
    [
        .. new (string Start, LogEventKind Kind)[]
        {
            ("内存趋势警告", LogEventKind.TrendWarning),
            ("goroutine_count_", LogEventKind.GoroutineAlert),
            ("goroutine_growth_rate_high", LogEventKind.GoroutineAlert),
            ("memory_optimization_done", LogEventKind.MemoryReleased),
            ("heap_profile_dump", LogEventKind.HeapProfileDumped),
            ("free_os_memory_triggered", LogEventKind.FreeOsMemoryTriggered),
            ("badger_vlog_size_", LogEventKind.ValueLogSize),
            ("MemoryDoctor 配置完成", LogEventKind.DoctorConfigured),
            ("MemoryDoctor 启动", LogEventKind.Started),
            ("MemoryDoctor 停止", LogEventKind.Stopped),
            ("MemoryDoctor 触发", LogEventKind.CacheShrunk),
            ("开始执行数据备份", LogEventKind.BackupStarted),
            ("备份后内存释放", LogEventKind.Backup),
            ("[MemoryGuard]", LogEventKind.MemoryGuard),
            ("[RuntimeMonitor]", LogEventKind.RuntimeMonitor),
            ("🧹", LogEventKind.SyncMemory),
            ("📊 [交易池监控] 交易数", LogEventKind.PoolCounts),
            ("🔍 [交易池] 开始获取挖矿交易", LogEventKind.PoolQueue),
            ("📈 [交易池] 当前状态", LogEventKind.PoolAfterBlock),
            ("✅ 区块处理完成", LogEventKind.BlockProduced),
            ("🎉 挖矿成功", LogEventKind.BlockMined),
            ("⏳ v2 确认阻塞诊断", LogEventKind.ConfirmationStuck),
            ("检测到 IO 高压状态", LogEventKind.IoPressure),
            ("检测到BADGER_RUNNING", LogEventKind.UncleanStart),
            ("✅ 节点启动成功", LogEventKind.Ready),
            ("🛑 收到信号", LogEventKind.SignalReceived),
            ("panic: ", LogEventKind.Panic),
            ("fatal error: ", LogEventKind.Panic),
            ("[signal SIG", LogEventKind.Panic),
        }.Select(p => (Encoding.UTF8.GetBytes(p.Start), p.Kind)),
    ];

    private static readonly Candidate[]?[] ByFirst = Index();

    /// <summary>
    /// What a message means by its beginning; null when it isn't looked for. The node's pictures begin alike: eight
    /// bytes tell nearly all apart before a phrase is compared whole.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LogEventKind? Of(ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty || ByFirst[message[0]] is not { } candidates)
            return null;
        var head = Head(message);
        foreach (var candidate in candidates)
        {
            if ((head & candidate.Mask) == candidate.Head && message.StartsWith(candidate.Start))
                return candidate.Kind;
        }

        return null;
    }

    /// <summary>The first eight bytes; of a shorter text zeros behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Head(ReadOnlySpan<byte> text)
    {
        if (text.Length >= sizeof(ulong))
            return BinaryPrimitives.ReadUInt64LittleEndian(text);
        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        padded.Clear();
        text.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64LittleEndian(padded);
    }

    private static Candidate[]?[] Index()
    {
        var index = new Candidate[]?[256];
        foreach (var group in All.GroupBy(p => p.Start[0]))
            index[group.Key] =
                group.Select(p =>
                new Candidate(p.Start, p.Kind, Head(p.Start), p.Start.Length >= sizeof(ulong)
                ? ulong.MaxValue : (1UL << (8 * p.Start.Length)) - 1)).ToArray();
        return index;
    }

    private readonly record struct Candidate(byte[] Start, LogEventKind Kind, ulong Head, ulong Mask);
}
