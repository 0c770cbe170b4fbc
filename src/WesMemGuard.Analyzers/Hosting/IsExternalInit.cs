namespace System.Runtime.CompilerServices;

/// <summary>What the compiler needs for init-only members of the file readers; netstandard2.0 has none.</summary>
internal static class IsExternalInit
{
}
