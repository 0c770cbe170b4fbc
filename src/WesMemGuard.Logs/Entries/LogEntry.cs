namespace WesMemGuard.Logs.Entries;

/// <summary>What a followed log just told: a sample or an event, exactly one of them.</summary>
/// <param name="Sample">A sample.</param>
/// <param name="Event">An event.</param>
internal readonly record struct LogEntry(LogSample? Sample, LogEvent? Event);
