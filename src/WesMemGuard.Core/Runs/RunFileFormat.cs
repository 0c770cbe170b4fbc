using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WesMemGuard.Runs;

/// <summary>
/// How the lines of a run file look: <c>{"memory":{"at":…,"sample":{…}}}</c>, nothing null, figures round-trip.
/// </summary>
internal static class RunFileFormat
{
    /// <summary>The longest line that is read: 4 MiB; a sample of 12 modules takes 2 KB.</summary>
    public const int LongestLine = 4 * 1024 * 1024;

    /// <summary>
    /// The version that is written, and the last that is read. 2: each line carries a digest; files without a version
    /// are of the first.
    /// </summary>
    public const int Version = 2;

    /// <summary>The header line's property that holds the version.</summary>
    public const string VersionName = "format";

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.Strict,
        MaxDepth = 16,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

/// <summary>A profile's line: the bytes lie in the file beside the run file.</summary>
internal sealed record ProfileLine(DateTimeOffset At, string Kind, string File);
