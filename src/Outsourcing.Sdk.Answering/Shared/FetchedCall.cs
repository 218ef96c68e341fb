using System.Text.Json;
using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>A call as a service's API tells it: in neutral words, and as it came.</summary>
public sealed record FetchedCall
{
    /// <summary>Gets what it says in neutral words.</summary>
    public required CallUpdate Update { get; init; }

    /// <summary>Gets the service's own object, whole: what this version does not know is in it. It holds personal data.</summary>
    public required JsonElement Raw { get; init; }

    /// <summary>Gets the call.</summary>
    public CallId Id => Update.Call;

    /// <summary>Names the call; what was said stays out.</summary>
    /// <returns>The call's id.</returns>
    public override string ToString() => Id.ToString();
}
