using WesMemGuard.Diagnosis;
using WesMemGuard.Modules;
using WesMemGuard.Texts;

namespace WesMemGuard.Core.Tests.Diagnosis;

internal sealed class KnowledgeTests
{
    [TestCase(Language.English)]
    [TestCase(Language.Chinese)]
    public void Every_problem_has_a_title_a_meaning_steps_and_says_why_a_log_hides_it(Language language)
    {
        var words = new DiagnosisText(language);

        Problems.All.Count.ShouldBeGreaterThan(30);
        Problems.All.Select(p => p.Id).Distinct().Count().ShouldBe(Problems.All.Count);
        foreach (var problem in Problems.All)
        {
            words.TitleOf(problem).ShouldNotBeNullOrEmpty();
            words.MeaningOf(problem).ShouldNotBeNullOrEmpty();
            words.StepsOf(problem).ShouldNotBeEmpty();
            (words.WhyUnseen(problem) is null).ShouldBe(problem.InLog, problem.Id);
        }
    }

    [TestCase(Language.English)]
    [TestCase(Language.Chinese)]
    public void Every_holder_is_known_in_words_with_callers_and_places(Language language)
    {
        var words = new DiagnosisText(language);

        KnownHolders.All.ShouldNotBeEmpty();
        foreach (var holder in KnownHolders.All)
        {
            words.HoldsOf(holder).ShouldNotBeNullOrEmpty();
            words.BoundOf(holder).ShouldNotBeNullOrEmpty();
            words.LeaksOf(holder).ShouldNotBeNullOrEmpty();
            holder.Callers.ShouldNotBeEmpty();
            holder.Look.ShouldNotBeEmpty();
        }
    }

    [Test]
    public void All_modules_of_the_node_are_known_and_so_are_the_holders_of_problems()
    {
        KnownHolders.All.Where(h => h.Reports == HolderReport.Registered).Select(h => h.Name)
            .ShouldBe(NodeModules.All.Select(m => m.Name), ignoreOrder: true);
        KnownHolders.All.Where(h => h.Reports == HolderReport.NeverRegistered).Select(h => h.Name)
            .ShouldBe(NodeModules.NeverRegistered.Select(m => m.Name), ignoreOrder: true);
        Problems.All.Where(p => p.Holder is not null).ShouldAllBe(p => KnownHolders.Find(p.Holder!) != null);
    }

    [Test]
    public void Names_of_the_documents_are_resolved_and_unknown_ones_are_not_found()
    {
        KnownHolders.Find("block.builder")!.Name.ShouldBe("block");
        KnownHolders.Find("nothing").ShouldBeNull();
        Problems.Find("chain-stuck").ShouldBe(Problems.ChainStuck);
        Problems.Find("nothing").ShouldBeNull();
    }
}
