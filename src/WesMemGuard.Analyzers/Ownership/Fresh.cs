namespace WesMemGuard.Analyzers.Ownership;

/// <summary>What somebody must release when a call has returned it.</summary>
internal enum Fresh
{
    None,

    /// <summary>A streamed response, or the stream in it.</summary>
    Response,

    /// <summary>A token source with a parent or a timer.</summary>
    Source,

    /// <summary>A socket, a connection, a file, a scope.</summary>
    Resource,

    /// <summary>A gRPC streaming call.</summary>
    Call,
}
