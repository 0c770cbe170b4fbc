using System.Globalization;
using WesMemGuard.Node.Tests.GoServices;

namespace WesMemGuard.Bench;

/// <summary>What is read of recorded answers of Go services, beside what was live.</summary>
internal static class GoTruths
{
    /// <summary>Prints the table, seen from the service's own machine and from elsewhere.</summary>
    public static void Print(TextWriter output, string folder)
    {
        foreach (var seesProcess in (bool[])[true, false])
        {
            output.WriteLine(seesProcess ? "on the service's own machine" : "from elsewhere");
            foreach (var row in GoTruth.Of(folder, seesProcess))
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"  {row.File,-40} {row.Says,-8} {row.Low,14:N0} .. {row.High,14:N0}  true {row.Truth,14:N0}  "
                        + $"{(row.IsRight ? "right" : "WRONG")}"));
        }
    }
}
