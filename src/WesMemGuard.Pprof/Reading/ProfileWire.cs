using System.Text;
using Google.Protobuf;

namespace WesMemGuard.Pprof.Reading;

/// <summary>
/// Reads the wire form of a pprof profile field by field, with a limit on every count, so that nothing is built before
/// it is known to be small enough. Field numbers from the public format, github.com/google/pprof/proto/profile.proto.
/// </summary>
internal sealed class ProfileWire(ProfileLimits limits)
{
    private readonly RawProfile _profile = new();
    private int _lines;
    private long _references;

    internal static RawProfile Read(byte[] bytes, ProfileLimits limits)
    {
        ProfileWire reader = new(limits);
        CodedInputStream input = new(bytes);
        try
        {
            WireMessage profile = new(input, "profile");
            while (profile.Next())
                reader.ReadField(profile);
            return reader._profile;
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new ProfileException($"not a pprof profile ({e.Message})", $"before byte {input.Position}", e);
        }
    }

    private void ReadField(WireMessage profile)
    {
        switch (profile.Field)
        {
            case 1:
                ProfileLimits.Check(_profile.SampleTypes.Count + 1, 16, "sample types", "profile");
                _profile.SampleTypes.Add(ReadType(profile.Message("sample type")));
                break;
            case 2:
                ReadSample(profile);
                break;
            case 3:
                ReadMapping(profile);
                break;
            case 4:
                ReadLocation(profile);
                break;
            case 5:
                ReadFunction(profile);
                break;
            case 6:
                ReadString(profile);
                break;
            case 9:
                _profile.TimeNanos = profile.Signed();
                break;
            case 10:
                _profile.DurationNanos = profile.Signed();
                break;
            case 11:
                _profile.PeriodType = ReadType(profile.Message("period type"));
                break;
            case 12:
                _profile.Period = profile.Signed();
                break;
            default:
                profile.Skip();
                break;
        }
    }

    private static (long Type, long Unit) ReadType(WireMessage message) =>
        message.ReadNumbers(1, 2) is [var type, var unit] ? ((long)type, (long)unit) : default;

    private void ReadSample(WireMessage profile)
    {
        var message = profile.Message($"sample {_profile.Samples.Count}");
        ProfileLimits.Check(_profile.Samples.Count + 1, limits.Samples, "samples", message.Where);
        (List<ulong> locations, List<ulong> values, List<(long Key, long Number)> labels) = ([], [], []);
        while (message.Next())
        {
            if (message.Field == 1)
                message.Numbers(locations, limits.StackDepth, "frames in one stack");
            else if (message.Field == 2)
                message.Numbers(values, 16, "values in one sample");
            else if (message.Field == 3)
                ReadLabel(message, labels);
            else
                message.Skip();
        }
        ProfileLimits.Check(_references += locations.Count, limits.Frames, "frames in all stacks", message.Where);
        _profile.Samples.Add(new RawSample([.. locations], [.. values.Select(v => (long)v)], labels));
    }

    private static void ReadLabel(WireMessage sample, List<(long Key, long Number)> labels)
    {
        ProfileLimits.Check(labels.Count + 1, 64, "labels in one sample", sample.Where);
        var label = sample.Message(sample.Where).ReadNumbers(1, 3);
        labels.Add(((long)label[0], (long)label[1]));
    }

    private void ReadMapping(WireMessage profile)
    {
        var message = profile.Message($"mapping {_profile.MappingFiles.Count}");
        ProfileLimits.Check(_profile.MappingFiles.Count + 1, limits.Functions, "mappings", message.Where);
        var mapping = message.ReadNumbers(1, 5);
        Add(_profile.MappingFiles, mapping[0], (long)mapping[1], message.Where);
    }

    private void ReadLocation(WireMessage profile)
    {
        var message = profile.Message($"location {_profile.Locations.Count}");
        ProfileLimits.Check(_profile.Locations.Count + 1, limits.Locations, "locations", message.Where);
        (ulong id, ulong mapping) = (0, 0);
        List<(ulong Function, long Line)> lines = [];
        while (message.Next())
        {
            if (message.Field == 1)
                id = message.Number();
            else if (message.Field == 2)
                mapping = message.Number();
            else if (message.Field == 4)
                lines.Add(ReadLine(message));
            else
                message.Skip();
        }
        Add(_profile.Locations, id, new RawLocation(mapping, lines), message.Where);
    }

    private (ulong Function, long Line) ReadLine(WireMessage location)
    {
        ProfileLimits.Check(++_lines, limits.Locations * 2L, "lines of locations", location.Where);
        var line = location.Message(location.Where).ReadNumbers(1, 2);
        return (line[0], (long)line[1]);
    }

    private void ReadFunction(WireMessage profile)
    {
        var message = profile.Message($"function {_profile.Functions.Count}");
        ProfileLimits.Check(_profile.Functions.Count + 1, limits.Functions, "functions", message.Where);
        var function = message.ReadNumbers(1, 2, 4);
        Add(_profile.Functions, function[0], new RawFunction((long)function[1], (long)function[2]), message.Where);
    }

    private void ReadString(WireMessage profile)
    {
        var where = $"string {_profile.Strings.Count}";
        ProfileLimits.Check(_profile.Strings.Count + 1, limits.Strings, "strings", where);
        var bytes = profile.Bytes();
        ProfileLimits.Check(bytes.Length, limits.StringLength, "bytes in one string", where);
        _profile.Strings.Add(Encoding.UTF8.GetString(bytes.Span));
    }

    private static void Add<T>(Dictionary<ulong, T> table, ulong id, T entry, string where)
    {
        if (id == 0)
            throw new ProfileException("has no id", where);
        if (!table.TryAdd(id, entry))
            throw new ProfileException($"id {id} is used twice", where);
    }
}
