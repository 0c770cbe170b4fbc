using WesMemGuard.Json;

namespace WesMemGuard.Scenarios;

/// <summary>Reads how a phase's load goes: a rate, a ramp, or stages.</summary>
internal sealed class LoadCourse
{
    internal const double LeastRate = 0.001;
    internal const double MostRate = 100_000;
    internal const int MostStages = 1000;

    internal static readonly string[] OfStages = ["rateTo", "for"];

    private readonly ObjectReader _reader;
    private readonly ProblemList _problems;

    internal LoadCourse(ObjectReader reader, ProblemList problems)
    {
        (_reader, _problems) = (reader, problems);
        Stages = ReadStages();
        RateTo = reader.Number("rateTo", ScenarioReasons.Value(ScenarioValue.RateAtEnd), 0, MostRate);
        Rate = reader.Number("rate", ScenarioReasons.Value(ScenarioValue.Rate), RateTo > 0
            || Stages.Count > 0 ? 0 : LeastRate, MostRate)
            ?? (Stages.Count > 0 && reader.Get("rate") is null ? 0 : null);
        if (Stages.Count > 0 && reader.Get("rateTo") is { } extra)
            problems.Add(extra, ScenarioReasons.RateBesideStages());
        if (Stages.Count > 0 && Stages.All(s => s.RateTo == 0) && Rate is null or 0)
            problems.Add(reader.Get("stages") ?? reader.Value, ScenarioReasons.IdleStages());
    }

    internal IReadOnlyList<LoadStage> Stages { get; }

    internal double? Rate { get; }

    internal double? RateTo { get; }

    /// <summary>How long the phase takes: as it says, or as long as its stages.</summary>
    internal TimeSpan? Length(bool must)
    {
        if (Stages.Count == 0)
            return _reader.Duration("for", must);
        if (_reader.Get("for") is { } extra)
            _problems.Add(extra, ScenarioReasons.LengthBesideStages());
        return TimeSpan.FromTicks(Stages.Sum(s => s.For.Ticks));
    }

    private IReadOnlyList<LoadStage> ReadStages()
    {
        if (_reader.Get("stages") is null)
            return Array.Empty<LoadStage>();
        var stages = new List<LoadStage>();
        foreach (var item in _reader.Items("stages", ScenarioReasons.Value(ScenarioValue.Stages),
            ScenarioReasons.AtLeastOne(ScenarioPart.Stage)) ?? [])
        {
            if (stages.Count == MostStages)
            {
                _problems.Add(item, ScenarioReasons.TooMany(ScenarioReasons.Part(ScenarioPart.Phase), ScenarioPart.Stage, MostStages));
                break;
            }

            var stage = ObjectReader.Of(item, ScenarioReasons.Part(ScenarioPart.Stage), OfStages, _problems);
            var (to, takes) =
                (stage?.Number("rateTo", ScenarioReasons.Value(ScenarioValue.RateOfStage), 0, MostRate, must: true),
                stage?.Duration("for", must: true));
            if (to is { } rate && takes is { } time)
                stages.Add(new LoadStage(rate, time));
        }

        return stages;
    }
}
