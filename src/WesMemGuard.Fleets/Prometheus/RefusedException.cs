using System.Net;
using WesMemGuard.Input;
using WesMemGuard.Reasons;

namespace WesMemGuard.Fleets.Prometheus;

/// <summary>A server that did not give what was asked for.</summary>
internal sealed class RefusedException(HttpStatusCode? status, string server, Reason why) : Exception
{
    /// <summary>Its status; null: it did not answer, or not to the end.</summary>
    public HttpStatusCode? Status => status;

    /// <summary>The same as what a user is told.</summary>
    public BadInputException Told => new(server, why);
}
