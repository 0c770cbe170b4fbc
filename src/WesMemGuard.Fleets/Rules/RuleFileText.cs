using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Fleets.Rules;

/// <summary>The text of a file of rules: YAML as Prometheus reads it. Each text is quoted, so that none is read as anything else.</summary>
internal sealed class RuleFileText(Language language)
{
    private readonly StringBuilder _text = new();
    private bool _isBegun;

    /// <summary>A remark at the head.</summary>
    public void Remark(Reason reason)
    {
        foreach (var line in SafeText.Of(reason.In(language)).Split('\n'))
            _text.Append("# ").Append(line).Append('\n');
    }

    public void Group(string name, string every)
    {
        _text.Append(_isBegun ? "" : "groups:\n").Append($"  - name: {name}\n    interval: {every}\n    rules:\n");
        _isBegun = true;
    }

    public void Record(string name, string expression)
    {
        _text.Append($"      - record: {name}\n");
        Expression(expression);
    }

    public void Alert(string name, string expression, string? after)
    {
        _text.Append($"      - alert: {name}\n");
        Expression(expression);
        if (after is not null)
            _text.Append($"        for: {after}\n");
    }

    public void Labels(params (string Name, string Value)[] labels)
    {
        _text.Append("        labels:\n");
        foreach (var (name, value) in labels)
            _text.Append($"          {name}: {Quoted(value)}\n");
    }

    public void Annotations(params (string Name, Reason Value)[] annotations)
    {
        _text.Append("        annotations:\n");
        foreach (var (name, value) in annotations)
            _text.Append($"          {name}: {Quoted(value.In(language))}\n");
    }

    /// <summary>One more annotation: a command, which is the same in every language.</summary>
    public void Command(string name, string command) => _text.Append($"          {name}: {Quoted(command)}\n");

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Expression(string expression)
    {
        _text.Append("        expr: |-\n");
        foreach (var line in expression.Split('\n'))
            _text.Append("          ").Append(line).Append('\n');
    }

    /// <summary>A text of JSON is one of YAML.</summary>
    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
