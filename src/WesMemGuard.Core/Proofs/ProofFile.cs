using System.Text.Json;
using WesMemGuard.Files;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Proofs;

/// <summary>What one measurement of a client says of the build's warnings.</summary>
/// <param name="Client">The client as messages name it.</param>
/// <param name="Outcome">What its limit came to.</param>
/// <param name="Sightings">Each warning of the build, once.</param>
internal sealed record ProofFile(string Client, Outcome Outcome, IReadOnlyList<WarningSighting> Sightings)
{
    /// <summary>The variable that names the folder where measurements are left; nothing is left without it.</summary>
    public const string Variable = "WESMEMGUARD_PROOFS";

    /// <summary>How files of proofs end.</summary>
    public const string Ending = ".proof.json";

    private const int MostFiles = 10_000;
    private const long Largest = 8 * 1024 * 1024;

    /// <summary>It as text.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>All that were left in a folder; one that can't be read is as if it weren't there.</summary>
    public static IReadOnlyList<ProofFile> In(string folder)
    {
        var read = new List<ProofFile>();
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Ending).Order(StringComparer.Ordinal).Take(MostFiles))
        {
            using var file = PlainFile.Open(path);
            if (PlainFile.Bytes(file, Largest) is { } bytes && Parse(bytes) is { Client: not null, Sightings: not null } proof)
                read.Add(proof with { Client = OneLine.Of(proof.Client) });
        }

        return read;
    }

    private static ProofFile? Parse(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<ProofFile>(bytes);
        }
        catch (JsonException)
        {
            return null; // a test process that was killed may leave anything
        }
    }
}

/// <summary>What a measurement saw of a warning.</summary>
/// <param name="Rule">Its id: <c>WMG1001</c>.</param>
/// <param name="Path">The source file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="Field">The field that held what grew; null where nothing did.</param>
/// <param name="BytesPerCall">What a call left there, in bytes; 0 where nothing grew.</param>
internal sealed record WarningSighting(string Rule, string Path, int Line, Sighting Seen, string? Field, double BytesPerCall);

/// <summary>What of a warning a measurement saw.</summary>
internal enum Sighting
{
    /// <summary>Nothing of its code ran in the test's process.</summary>
    NotReached,

    /// <summary>Its code ran.</summary>
    Ran,

    /// <summary>What it names held what grew.</summary>
    Grew,
}
