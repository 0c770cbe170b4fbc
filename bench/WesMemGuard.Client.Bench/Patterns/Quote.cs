namespace WesMemGuard.Client.Bench.Patterns;

/// <summary>What a node answers.</summary>
internal sealed class Quote
{
    public long Height { get; set; }

    public decimal Price { get; set; }
}
