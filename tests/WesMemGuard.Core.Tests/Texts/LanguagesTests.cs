using System.Globalization;
using System.Resources;
using WesMemGuard.Texts;

namespace WesMemGuard.Core.Tests.Texts;

internal sealed class LanguagesTests
{
    [TestCase("zh", Language.Chinese)]
    [TestCase("zh-Hans-CN", Language.Chinese)]
    [TestCase("ZH_TW.UTF-8", Language.Chinese)]
    [TestCase("en_US", Language.English)]
    [TestCase("C", null)]
    [TestCase("", null)]
    [TestCase("zhx", null)]
    public void A_name_is_a_language_or_none(string name, Language? language) =>
        Languages.Find(name).ShouldBe(language);

    [Test]
    public void The_first_variable_that_is_set_decides()
    {
        var environment =
            new Dictionary<string, string> { ["LC_ALL"] = "", ["LC_MESSAGES"] = "C.UTF-8", ["LANG"] = "zh_CN" };

        Languages.OfLocale(environment, CultureInfo.InvariantCulture).ShouldBe(Language.English);
        environment.Remove("LC_MESSAGES");
        Languages.OfLocale(environment, CultureInfo.InvariantCulture).ShouldBe(Language.Chinese);
        Languages.OfLocale(new Dictionary<string, string>(), CultureInfo.InvariantCulture).ShouldBe(Language.English);
    }

    [Test]
    public void A_class_without_texts_is_told_where_they_should_be() =>
        Should.Throw<MissingManifestResourceException>(() => ResourceTexts.Beside(typeof(LanguagesTests)).In(Language.Chinese))
            .Message.ShouldContain("add LanguagesTests.zh.resx beside LanguagesTests.cs");

    [Test]
    public void The_names_are_those_that_are_found() =>
        Languages.Names.Select(n => Languages.NameOf(Languages.Find(n)!.Value)).ShouldBe(Languages.Names);
}
