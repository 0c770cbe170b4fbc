namespace WesMemGuard.Logs.Entries;

/// <summary>What a line of the log tells besides samples. The names are those of the node's own text (node.md 5.3).</summary>
internal enum LogEventKind
{
    /// <summary>
    /// 内存趋势警告: rss grew by more than 100 MiB over the doctor's window;
    /// figures <c>growth_bytes</c>, <c>rss_mb</c>, <c>heap_alloc</c>.
    /// </summary>
    TrendWarning,

    /// <summary>
    /// <c>goroutine_count_high</c>, <c>goroutine_count_critical</c> or <c>goroutine_growth_rate_high</c>; figure <c>count</c>.
    /// </summary>
    GoroutineAlert,

    /// <summary>
    /// <c>memory_optimization_done</c>: the node's own collection and return of memory, each 10 min; before, after and freed MiB.
    /// </summary>
    MemoryReleased,

    /// <summary>
    /// 备份后内存释放: a backup's two collections;
    /// figures <c>heap_before_mb</c>, <c>heap_after_mb</c>, <c>rss_before_mb</c>, <c>rss_after_mb</c>.
    /// </summary>
    Backup,

    /// <summary>开始执行数据备份: a backup begins.</summary>
    BackupStarted,

    /// <summary>🧹: memory before or after a synchronisation, around which the node collects.</summary>
    SyncMemory,

    /// <summary><c>heap_profile_dumped</c>, or <c>heap_profile_dump_failed</c>: rss came near a container's limit.</summary>
    HeapProfileDumped,

    /// <summary><c>free_os_memory_triggered</c>: rss above 90 % of a container's limit.</summary>
    FreeOsMemoryTriggered,

    /// <summary>A line of <c>[MemoryGuard]</c> at level warn or above: it acts at 3 and 4 GiB.</summary>
    MemoryGuardAction,

    /// <summary>A line of <c>[MemoryGuard]</c> at level info: start, limits, stop.</summary>
    MemoryGuard,

    /// <summary>MemoryDoctor 触发 … 缓存收缩: the doctor shrinks a cache.</summary>
    CacheShrunk,

    /// <summary><c>[RuntimeMonitor]</c>: heap, rss, sys in MB and goroutines, every 30 s.</summary>
    RuntimeMonitor,

    /// <summary>✅ 区块处理完成: a block is on the chain; figures <c>height</c>, <c>transactions</c>.</summary>
    BlockProduced,

    /// <summary>🎉 挖矿成功: a proof of work was found, which isn't a block on the chain yet; figure <c>height</c>.</summary>
    BlockMined,

    /// <summary>
    /// 📊 [交易池监控]: <c>total</c>, <c>pending</c>, <c>mining</c>, <c>confirmed</c>, <c>rejected</c>, <c>expired</c>, every 30 s.
    /// </summary>
    PoolCounts,

    /// <summary>🔍 [交易池] 开始获取挖矿交易: <c>pending</c> beside <c>queueLen</c>, every mining round.</summary>
    PoolQueue,

    /// <summary>📈 [交易池] 当前状态: <c>pending</c>, <c>mining</c>, <c>confirmed</c> after a block.</summary>
    PoolAfterBlock,

    /// <summary>⏳ 确认阻塞诊断: a mined block isn't confirmed; the chain is stuck.</summary>
    ConfirmationStuck,

    /// <summary>检测到 IO 高压状态: the node slows mining down.</summary>
    IoPressure,

    /// <summary><c>badger_vlog_size_…</c>.</summary>
    ValueLogSize,

    /// <summary>MemoryDoctor 配置完成: a process begins; its mode stands in the detail.</summary>
    DoctorConfigured,

    /// <summary>MemoryDoctor 启动: a process of the node begins to sample.</summary>
    Started,

    /// <summary>MemoryDoctor 停止: the process ends in order.</summary>
    Stopped,

    /// <summary>检测到BADGER_RUNNING: the process before was killed.</summary>
    UncleanStart,

    /// <summary>✅ 节点启动成功, on the console only.</summary>
    Ready,

    /// <summary>🛑 收到信号, on the console only.</summary>
    SignalReceived,

    /// <summary>The number of collections fell between two samples: another process writes.</summary>
    Restarted,

    /// <summary>A Go panic, a runtime's fatal error, or a line of level panic or fatal.</summary>
    Panic,
}
