namespace Microsoft.CodeAnalysis;

/// <summary>Marks what belongs to its assembly alone: the compiler hides it from others, even from those that see the internals.</summary>
[Embedded]
internal sealed partial class EmbeddedAttribute : Attribute;
