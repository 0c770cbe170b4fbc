using System.Buffers.Binary;
using WesMemGuard.Client.Events;

namespace WesMemGuard.Client.Heaps;

/// <summary>What of a walk tells who refers to whom.</summary>
internal static class GraphEvents
{
    /// <summary>A reference: its target and the number of the field, which the runtime leaves out.</summary>
    private const int BytesOfEdge = sizeof(ulong) + sizeof(int);

    /// <summary>A root: the object, its kind, flags and where it is.</summary>
    private const int BytesOfRoot = sizeof(ulong) + 1 + sizeof(int) + sizeof(ulong);

    /// <summary>An entry of a weak table: key, value and where it is.</summary>
    private const int BytesOfEntry = 3 * sizeof(ulong);

    private const int OfStack = 0, OfFinalizer = 1, OfHandle = 2, ThreadLocal = 1;

    /// <summary>Takes an event of a walk; others are left.</summary>
    /// <exception cref="FormatException">It carries fewer than it says.</exception>
    public static void Take(int number, ReadOnlySpan<byte> payload, HeapGraph graph)
    {
        var reader = new PayloadReader(payload);
        switch (number)
        {
            case RuntimeEvents.BulkEdge:
                Edges(Bulk.Values(ref reader, BytesOfEdge), graph);
                break;
            case RuntimeEvents.BulkRootEdge:
                Roots(Bulk.Values(ref reader, BytesOfRoot), graph);
                break;
            case RuntimeEvents.BulkRootWeakTableEdge:
                Entries(Bulk.Values(ref reader, BytesOfEntry), graph);
                break;
            case RuntimeEvents.BulkRootStaticVar:
                Statics(reader, graph);
                break;
            default:
                break;
        }
    }

    private static void Edges(ReadOnlySpan<byte> values, HeapGraph graph)
    {
        for (; !values.IsEmpty; values = values[BytesOfEdge..])
            graph.AddEdge(BinaryPrimitives.ReadUInt64LittleEndian(values));
    }

    private static void Roots(ReadOnlySpan<byte> values, HeapGraph graph)
    {
        for (; !values.IsEmpty; values = values[BytesOfRoot..])
            graph.AddRoot(new HeapRoot(KindOf(values[sizeof(ulong)]), BinaryPrimitives.ReadUInt64LittleEndian(values), 0, null));
    }

    private static RootKind KindOf(byte kind) => kind switch
    {
        OfStack => RootKind.Stack,
        OfFinalizer => RootKind.Finalizer,
        OfHandle => RootKind.Handle,
        _ => RootKind.Other,
    };

    private static void Entries(ReadOnlySpan<byte> values, HeapGraph graph)
    {
        for (; !values.IsEmpty; values = values[BytesOfEntry..])
            graph.AddDependent(BinaryPrimitives.ReadUInt64LittleEndian(values),
                BinaryPrimitives.ReadUInt64LittleEndian(values[sizeof(ulong)..]));
    }

    private static void Statics(PayloadReader reader, HeapGraph graph)
    {
        var count = reader.Int();
        _ = reader.Long(); // the domain
        _ = reader.Short(); // the runtime's number
        for (; count > 0; count--)
        {
            _ = reader.Long(); // where the field is
            var (target, type, flags) = (reader.Long(), reader.Long(), reader.Int());
            graph.AddRoot(new HeapRoot(
                (flags & ThreadLocal) != 0 ? RootKind.ThreadStatic : RootKind.Static, target, type, reader.Text()));
        }
    }
}
