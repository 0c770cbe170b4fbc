using System.Globalization;
using WesMemGuard.Recording;

namespace WesMemGuard.Testing;

/// <summary>What <see cref="ReplayProcess"/> starts: serves a recording until nobody holds its input any more.</summary>
internal static class ReplayProgram
{
    private const int Served = 0, Usage = 64;

    public static int Main(string[] args)
    {
        if (args is not [var recording, var speed] || !double.TryParse(speed, CultureInfo.InvariantCulture, out var times))
            return Usage;
        var ports = new ReplayPorts { Diagnostics = null, Speed = times, Stays = true };
        using var replay = ReplayServer.Start(RecordingFolder.Open(recording), ports);
        Console.Out.WriteLine(ReplayProcess.Answering + replay.Address.Http);
        while (Console.In.Read() >= 0)
        {
            // Whoever started it says nothing; the end of its input is the end of that process.
        }

        return Served;
    }
}
