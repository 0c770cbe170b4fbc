namespace WesMemGuard.Testing;

/// <summary>
/// xUnit.net tells an exception with an interface of this name as a failed assertion, without its type.
/// </summary>
internal interface IAssertionException;
