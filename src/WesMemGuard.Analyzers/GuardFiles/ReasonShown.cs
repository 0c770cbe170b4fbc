using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Analyzers.GuardFiles;

/// <summary>What the reader of files has to say, as the compiler or an editor shows it.</summary>
internal sealed class ReasonShown(Reason reason) : ShownText
{
    private readonly Reason _reason = reason;

    protected override string In(Language language, IFormatProvider? culture) => _reason.In(language);

    protected override int GetHash() => _reason.GetHashCode();

    protected override bool AreEqual(object? other) => other is ReasonShown shown && shown._reason.Equals(_reason);
}
