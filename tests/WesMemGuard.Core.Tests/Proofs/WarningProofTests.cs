using WesMemGuard.Proofs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Proofs;

/// <summary>What measurements together say of a warning.</summary>
internal sealed class WarningProofTests
{
    [Test]
    public void A_broken_measurement_that_names_it_proves_a_warning_whatever_others_say()
    {
        var proof = Of(File("a", Outcome.Held, Sighting.Ran), File("b", Outcome.Broken, Sighting.Grew)).ShouldHaveSingleItem();

        (proof.State, proof.Field, proof.BytesPerCall).ShouldBe((ProofState.Proven, "Wallet._quotes", 96));
        proof.Clients.ShouldBe(["b"]);
    }

    [TestCase(Outcome.Held, Sighting.Ran, ProofState.Refuted)]
    [TestCase(Outcome.Held, Sighting.NotReached, ProofState.NotReached)]
    [TestCase(Outcome.Broken, Sighting.NotReached, ProofState.NotReached)]
    [TestCase(Outcome.Broken, Sighting.Ran, ProofState.Undecided)]
    [TestCase(Outcome.Inconclusive, Sighting.Ran, ProofState.Undecided)]
    [TestCase(Outcome.Inconclusive, Sighting.Grew, ProofState.Undecided)]
    public void One_measurement(Outcome outcome, Sighting seen, ProofState state) =>
        Of(File("a", outcome, seen)).ShouldHaveSingleItem().State.ShouldBe(state);

    [Test]
    public void One_that_did_not_hold_leaves_open_what_another_refutes() =>
        Of(File("a", Outcome.Held, Sighting.Ran), File("b", Outcome.Inconclusive, Sighting.Ran)).ShouldHaveSingleItem()
            .State.ShouldBe(ProofState.Undecided);

    [Test]
    public void Files_survive_a_folder_and_rubbish_in_it_is_left_out()
    {
        var folder = Directory.CreateTempSubdirectory("proofs-").FullName;
        try
        {
            var left = File("a", Outcome.Broken, Sighting.Grew);
            System.IO.File.WriteAllBytes(Path.Combine(folder, "1.proof.json"), left.Write());
            System.IO.File.WriteAllText(Path.Combine(folder, "2.proof.json"), "{ \"Client\": ");
            System.IO.File.WriteAllText(Path.Combine(folder, "3.proof.json"), "{}");
            System.IO.File.WriteAllText(Path.Combine(folder, "other.json"), "[]");

            var read = ProofFile.In(folder).ShouldHaveSingleItem();

            read.Client.ShouldBe("a");
            read.Sightings.ShouldBe(left.Sightings);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IReadOnlyList<WarningProof> Of(params ProofFile[] files) => WarningProof.Of(files);

    private static ProofFile File(string client, Outcome outcome, Sighting seen) => new(client, outcome,
        [new WarningSighting("WMG1001", "/src/Wallet.cs", 12, seen, seen == Sighting.Grew ? "Wallet._quotes" : null,
            seen == Sighting.Grew ? 96 : 0)]);
}
