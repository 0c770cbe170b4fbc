namespace WesMemGuard.Clients;

/// <summary>What a round of a comparison measured.</summary>
/// <param name="Base">What the tests of the base left, in their order.</param>
/// <param name="Head">What those of the head left.</param>
internal sealed record ClientRound(IReadOnlyList<ClientMeasurement> Base, IReadOnlyList<ClientMeasurement> Head);
