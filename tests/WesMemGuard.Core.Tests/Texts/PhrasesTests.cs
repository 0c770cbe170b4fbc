using System.Globalization;
using System.Text.RegularExpressions;
using WesMemGuard.Texts;

namespace WesMemGuard.Core.Tests.Texts;

internal sealed partial class PhrasesTests
{
    private static readonly ResourceTexts All = ResourceTexts.Beside(typeof(Phrases));

    [TestCase("the whole interval keeps the limit", "整个区间都守住限制")]
    [TestCase("4 points are too few; run at least 12 min longer", "4 个点太少;至少再运行 12 分钟")]
    [TestCase("the process changed, 3 times: the pid went from 12 to 13 at 15:44:00Z", "进程已改变,共 3 次:15:44:00Z 进程号 从 12 变为 13")]
    [TestCase("44 of 145 samples of /metrics are missing, at most 7 may be: 44 x 429 (the node's rate limit), 2 x timed out", "/metrics 的 145 个样本缺少 44 个,最多允许缺 7 个:44 次 429(节点限流),2 次 超时")]
    [TestCase("floors of heap_alloc are read: a log holds no /metrics", "读取的是 heap_alloc 的底部:日志不含 /metrics")]
    public void A_sentence_and_what_it_quotes_are_said_in_chinese(string english, string chinese) => Phrases.In(Language.Chinese, english).ShouldBe(chinese);

    [TestCase("module held is absent from all 3 answers", "全部 3 次应答都没有模块 held")]
    [TestCase("no point lies in phase \"limit\"; longer phases or gc=1 would give one", "阶段 \"limit\" 内没有点;更长的阶段或 gc=1 可以得到")]
    public void A_name_that_is_quoted_stays(string english, string chinese) => Phrases.In(Language.Chinese, english).ShouldBe(chinese);

    [TestCase("")]
    [TestCase("{0}")]
    [TestCase("the whole interval keeps the limit, nearly")]
    public void What_is_no_known_sentence_stays(string text) => Phrases.In(Language.Chinese, text).ShouldBe(text);

    [Test]
    public void English_is_never_touched() => Phrases.In(Language.English, "the whole interval keeps the limit").ShouldBe("the whole interval keeps the limit");

    [Test]
    public void Every_phrase_is_found_again_with_what_it_quotes()
    {
        var (english, chinese) = (All.In(Language.English).All, All.In(Language.Chinese).All);
        english.Count.ShouldBeGreaterThan(100);

        foreach (var (key, sentence) in english)
        {
            object[] quoted = ["q0", "q1", "q2", "q3", "q4", "q5"];
            Place().Matches(sentence).Select(m => m.Groups[1].Value).ShouldBe(Enumerable.Range(0, Place().Count(sentence)).Select(i => i.ToString(CultureInfo.InvariantCulture)), $"{key}: places are numbered in their order");
            Phrases.In(Language.Chinese, string.Format(CultureInfo.InvariantCulture, sentence, quoted)).ShouldBe(string.Format(CultureInfo.InvariantCulture, chinese[key], quoted), key);
        }
    }

    [Test]
    public void A_long_hostile_sentence_is_no_work()
    {
        var hostile = string.Concat(Enumerable.Repeat(" of : , x  at ", 20_000));

        Phrases.In(Language.Chinese, hostile).ShouldNotBeEmpty();
    }

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Place();
}
