namespace WesMemGuard.Output;

/// <summary>What keeps something from being written.</summary>
internal enum OutputFault
{
    /// <summary>The path or a name in it is longer than the file system has.</summary>
    NameTooLong,

    /// <summary>This user may not.</summary>
    Denied,

    /// <summary>The folder is not there.</summary>
    NoFolder,

    /// <summary>A pipe that nobody reads.</summary>
    Closed,

    /// <summary>A full disk or a full quota.</summary>
    NoSpace,

    /// <summary>A file system that is mounted read-only.</summary>
    ReadOnly,

    /// <summary>The process, or the whole system, has no file handles left.</summary>
    NoHandles,

    /// <summary>More than a file may have.</summary>
    TooLarge,

    /// <summary>Somebody deleted or moved it while it was being written.</summary>
    Deleted,
}
