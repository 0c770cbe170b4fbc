// A cache keyed by an object without equality of its own that is made for each call: it never finds anything and keeps all.
namespace IdentityKeys;

public class Shape
{
    public string Text = "";
}

public sealed class Rights
{
    private readonly ConcurrentDictionary<Shape, string[]> _known = new();

    public bool Allow(Shape shape) => _known.GetOrAdd(shape, s => new[] { s.Text }).Length > 0; // leak: WMG1002
}

public sealed class Gate(Rights rights)
{
    public bool Enter(string text) => rights.Allow(new Shape { Text = text });
}
