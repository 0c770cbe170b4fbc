namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>A type by the room it stands in.</summary>
internal readonly record struct TypeName(string Namespace, string Name);
