using System.Runtime.CompilerServices;
using System.Text;

namespace WesMemGuard.Logs.Lines;

/// <summary>How the messages begin that are looked for, with what they mean: the one table of the node's phrases.</summary>
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

    private static readonly (byte[] Start, LogEventKind Kind)[]?[] ByFirst = Index();

    /// <summary>What a message means by its beginning; null when it isn't looked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LogEventKind? Of(ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty || ByFirst[message[0]] is not { } candidates)
            return null;
        foreach (var (start, kind) in candidates)
        {
            if (message.StartsWith(start))
                return kind;
        }

        return null;
    }

    private static (byte[] Start, LogEventKind Kind)[]?[] Index()
    {
        var index = new (byte[] Start, LogEventKind Kind)[]?[256];
        foreach (var group in All.GroupBy(p => p.Start[0]))
            index[group.Key] = group.ToArray();
        return index;
    }
}
