namespace WesMemGuard.Logs.Entries;

/// <summary>What a collector put around the node's lines.</summary>
internal enum EnvelopeKind
{
    /// <summary>Nothing: the line is as the node wrote it.</summary>
    None,

    /// <summary>Docker's json-file driver: <c>{"log":"…\n","stream":"stdout","time":"…"}</c>.</summary>
    Docker,

    /// <summary>The container runtime interface: <c>time stdout F …</c>, long lines in parts (<c>P</c>).</summary>
    Cri,

    /// <summary>
    /// A time before the line: <c>kubectl logs --timestamps</c>, <c>docker logs -t</c>, perhaps behind <c>[pod/name/container]</c>.
    /// </summary>
    Timestamps,

    /// <summary>Docker Compose: <c>wes-node-1  | …</c>, coloured or not.</summary>
    Compose,

    /// <summary>journald or syslog as text: <c>Nov 22 16:00:00 host unit[1]: …</c>.</summary>
    Journal,

    /// <summary>journald as JSON: <c>MESSAGE</c>, as text or as a list of bytes.</summary>
    JournalJson,

    /// <summary>Fluent Bit or Fluentd: <c>log</c> beside <c>date</c>.</summary>
    FluentBit,

    /// <summary>Loki: <c>line</c> beside <c>labels</c>, or an answer with streams of values.</summary>
    Loki,

    /// <summary>A cloud's logging: <c>jsonPayload</c> or <c>textPayload</c>, <c>logEvents</c>.</summary>
    CloudLogging,

    /// <summary>The Elastic Common Schema, Filebeat, Logstash: <c>message</c> beside <c>@timestamp</c>.</summary>
    Elastic,

    /// <summary>Another JSON object that holds the line.</summary>
    Json,
}
