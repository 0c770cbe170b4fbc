using System.Text.Json;
using WesMemGuard.Client.Foretold;

namespace WesMemGuard.Client.Tests.Foretold;

/// <summary>A warning of the build is found by the field that it stands beside.</summary>
internal sealed class ErrorLogsTests
{
    private const string Source = """
        namespace Shop;

        internal sealed class Wallet
        {
            private static readonly Dictionary<string, string> Quotes = [];
            private static readonly Dictionary<string, string> QuotesOfOld = [];

            public void Poll(string key) => Quotes[key] = "";
        }
        """;

    private string _folder = "";

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("wesmemguard").FullName;
        Directory.CreateDirectory(Path.Combine(_folder, "Shop", "obj"));
        Directory.CreateDirectory(Path.Combine(_folder, "Shop", "bin", "Debug"));
        File.WriteAllText(Path.Combine(_folder, "Shop.sln"), "");
        File.WriteAllText(Path.Combine(_folder, "Shop", "Wallet.cs"), Source);
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_warning_on_the_fields_line_is_found()
    {
        Write(("CS8618", 5), ("WMG1001", 8));

        ErrorLogs.Around(Path.Combine(_folder, "Shop", "bin", "Debug")).Of("Wallet", "Quotes")
            .ShouldBe(new ForetoldWarning("WMG1001", "Wallet.cs", 8));
    }

    [Test]
    public void A_field_whose_name_only_begins_so_is_another()
    {
        Write(("WMG1001", 6));

        ErrorLogs.Around(_folder).Of("Wallet", "Quotes").ShouldBeNull();
    }

    [Test]
    public void Another_type_is_another()
    {
        Write(("WMG1001", 5));

        ErrorLogs.Around(_folder).Of("Walle", "Quotes").ShouldBeNull();
    }

    [Test]
    public void Half_a_log_says_nothing()
    {
        File.WriteAllText(Path.Combine(_folder, "Shop", "obj", "wesmemguard.sarif"), "{ \"runs\": [ { \"results\": [");

        var logs = ErrorLogs.Around(_folder);
        (logs.Logs, logs.Of("Wallet", "Quotes")).ShouldBe((1, null));
    }

    [Test]
    public void A_line_that_is_not_there_is_none()
    {
        Write(("WMG1001", 500));

        ErrorLogs.Around(_folder).Of("Wallet", "Quotes").ShouldBeNull();
    }

    [Test]
    public void No_log_is_no_log() => ErrorLogs.Around(_folder).Logs.ShouldBe(0);

    [Test]
    public void A_folder_that_is_not_there_has_none_of_its_own()
    {
        Write(("WMG1001", 5));

        ErrorLogs.Around(Path.Combine(_folder, "Shop", "bin", "Gone")).Of("Wallet", "Quotes").ShouldNotBeNull();
    }

    [Test]
    public void A_log_that_can_not_be_read_says_nothing()
    {
        Write(("WMG1001", 5));
        using var locked = Locked("Shop", "obj", "wesmemguard.sarif");

        ErrorLogs.Around(_folder).Of("Wallet", "Quotes").ShouldBeNull();
    }

    [Test]
    public void A_source_that_can_not_be_read_names_nothing()
    {
        Write(("WMG1001", 5));
        using var locked = Locked("Shop", "Wallet.cs");

        ErrorLogs.Around(_folder).Of("Wallet", "Quotes").ShouldBeNull();
    }

    private FileStream Locked(params string[] path) =>
        File.Open(Path.Combine([_folder, .. path]), FileMode.Open, FileAccess.Read, FileShare.None);

    private void Write(params (string Rule, int Line)[] results)
    {
        var uri = new Uri(Path.Combine(_folder, "Shop", "Wallet.cs")).AbsoluteUri;
        var sarif = new
        {
            version = "2.1.0",
            runs = new[]
            {
                new
                {
                    results = results.Select(r => new
                    {
                        ruleId = r.Rule,
                        message = new { text = "said to people" },
                        locations = new[]
                        {
                            new
                            {
                                physicalLocation = new
                                {
                                    artifactLocation = new { uri },
                                    region = new { startLine = r.Line, endLine = r.Line },
                                },
                            },
                        },
                    }),
                },
            },
        };
        File.WriteAllText(Path.Combine(_folder, "Shop", "obj", "wesmemguard.sarif"), JsonSerializer.Serialize(sarif));
    }
}
