using System.Resources;
using System.Text;
using System.Text.Json;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Core.Tests.Reasons;

internal sealed class ReasonTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 14, 3, 5, TimeSpan.FromHours(1));

    private static Reason Missing(int missing) =>
        SampleReasons.Missing(missing, 20, "/metrics",
        [SampleReasons.Kind(2, SampleReasons.Refused()), SampleReasons.Kind(1, SampleReasons.Refused())]);

    [Test]
    public void A_reason_is_said_in_the_readers_language()
    {
        Missing(3).In(Language.English).ShouldBe("3 of 20 samples of /metrics are missing: 2 x connection refused, 1 x connection refused");
        Missing(3).In(Language.Chinese).ShouldBe("/metrics 的 20 个样本缺少 3 个：2 次拒绝连接、1 次拒绝连接");
    }

    [Test]
    public void One_is_singular_and_what_is_not_there_is_not_said() =>
        SampleReasons.Missing(1, 1, "/proc").In(Language.English).ShouldBe("1 of 1 sample of /proc is missing");

    [Test]
    public void Times_are_utc_and_durations_in_their_unit() =>
        SampleReasons.Gap(TimeSpan.FromMinutes(2), At).In(Language.English).ShouldBe("nothing for 120 s from 13:03:05Z on");

    [Test]
    public void Equal_are_reasons_with_the_same_id_and_arguments()
    {
        Missing(3).ShouldBe(Missing(3));
        Missing(3).GetHashCode().ShouldBe(Missing(3).GetHashCode());
        Missing(3).ShouldNotBe(Missing(4));
        Missing(3).ShouldNotBe(SampleReasons.Missing(3, 20, "/metrics"));
        SampleReasons.Refused().ShouldNotBe(SampleReasons.Lacks());
    }

    [Test]
    public void A_text_that_is_not_there_is_no_silence() =>
        Should.Throw<MissingManifestResourceException>(() => SampleReasons.WithoutText()
            .In(Language.English)).Message.ShouldContain("sample.nowhere");

    [Test]
    public void An_argument_that_is_not_there_is_no_silence() =>
        Should.Throw<FormatException>(() => SampleReasons.Lacks()
            .In(Language.Chinese)).Message.ShouldBe("sample.lacks has no argument \"nobody\"");

    [Test]
    public void Json_holds_the_id_and_the_arguments_by_their_types()
    {
        Json(Missing(3)).ShouldBe(
            """{"reasonId":"sample.missing","reasonArguments":{"missing":3,"due":20,"source":"/metrics","kinds":["""
            + """{"reasonId":"sample.kind","reasonArguments":{"count":2,"kind":{"reasonId":"sample.refused","reasonArguments":{}}}},"""
            + """{"reasonId":"sample.kind","reasonArguments":{"count":1,"kind":{"reasonId":"sample.refused","reasonArguments":{}}}}]}}""");
        Json(SampleReasons.Gap(TimeSpan.FromSeconds(90.5), At)).ShouldBe("""
            {"reasonId":"sample.gap","reasonArguments":{"gap":90.5,"at":"2026-11-22T13:03:05Z"}}
            """);
        Json(SampleReasons.Missing(1, 2, "x")).ShouldNotContain("kinds");
    }

    [Test]
    public void What_a_node_said_can_not_command_a_terminal() =>
        SampleReasons.Missing(3, 4, "\u001b[31m").In(Language.English).ShouldContain("of \\u001B[31m");

    private static string Json(Reason reason)
    {
        using var written = new MemoryStream();
        using (var json = new Utf8JsonWriter(written))
        {
            json.WriteStartObject();
            ReasonJson.WriteMembers(json, reason);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(written.ToArray());
    }
}
