using WesMemGuard.Conventions.Tests.Rules;

namespace WesMemGuard.Conventions.Tests;

/// <summary>No reason lacks its words, in either language.</summary>
internal sealed class ReasonTests
{
    [Test]
    public void Every_reason_can_be_said_in_both_languages()
    {
        var makers = ProductAssemblies.All.SelectMany(ReasonRule.Makers).ToList();
        makers.Count.ShouldBeGreaterThan(0);

        ReasonRule.Violations(makers).ShouldBeEmpty();
    }

    [Test]
    public void A_reason_that_is_wrong_is_seen() => ReasonRule.Violations([typeof(WrongReasons)]).ShouldBe(
        [
            "WrongReasons: NotPlain takes Uri n: reasons take plain values",
            "WrongReasons: OfOne: Specified argument was out of the range of valid values. (Parameter 'one')",
            "WrongReasons: wrong.noPlace has no place for beside in English",
            "WrongReasons: wrong.noPlace has no place for beside in Chinese",
            "WrongReasons: wrong.noArgument can't be said in English: wrong.noArgument has no argument \"m\"",
            "WrongReasons: wrong.noArgument can't be said in Chinese: wrong.noArgument has no argument \"m\"",
            "WrongReasons: wrong.noText has no text in English",
            "WrongReasons: wrong.noText has no text in Chinese",
            "WrongReasons: wrong.open has no place for n in English",
            "WrongReasons: wrong.open can't be said in English: \"{n\" is no text with places (at 2)",
            "WrongReasons: wrong.open has no place for n in Chinese",
            "WrongReasons: wrong.open can't be said in Chinese: \"{n\" is no text with places (at 2)",
            "WrongReasons: wrong.spaced is spaced wrongly in English: \"it is 1 \"",
            "WrongReasons: wrong.spaced is spaced wrongly in English: \"it is 2 \"",
            "WrongReasons: nobody says wrong.nobody",
        ]);

    [Test]
    public void An_id_that_stands_twice_is_seen() =>
        ReasonRule.Violations([typeof(KnownReasons), typeof(KnownReasons)]).ShouldBe(["KnownReasons: known.sample is KnownReasons's"]);

    [Test]
    public void A_class_without_texts_is_seen() =>
        ReasonRule.Violations([typeof(ReasonRule)]).ShouldBe(["ReasonRule has no texts beside it: a field of type ResourceTexts"]);
}
