namespace System.Collections.Generic;

/// <summary>What .NET 9 has for queues by priority: one element taken out, wherever it stands.</summary>
[Microsoft.CodeAnalysis.Embedded]
internal static class QueueRemoval
{
    public static bool Remove<TElement, TPriority>(this PriorityQueue<TElement, TPriority> queue, TElement element,
        out TElement? removed, out TPriority? priority)
    {
        var items = queue.UnorderedItems.ToList();
        var at = items.FindIndex(i => EqualityComparer<TElement>.Default.Equals(i.Element, element));
        (removed, priority) = at < 0 ? (default, default) : items[at];
        if (at < 0)
            return false;
        items.RemoveAt(at);
        queue.Clear();
        queue.EnqueueRange(items);
        return true;
    }
}
