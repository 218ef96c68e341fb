namespace Outsourcing.Calls;

/// <summary>Where an app's call records go: a CRM's own table, or the CRM's API.</summary>
/// <remarks>
/// A record is logged again whenever more is known, such as a recording that arrives minutes later. An implementation keys on
/// <see cref="CallRecord.Id"/>, so that each call is in the CRM once, however often it is logged.
/// </remarks>
public interface ICallLogSink
{
    /// <summary>Makes the CRM's entry of a call say what the record says.</summary>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Ends the attempt; it may be made again.</param>
    /// <returns>The CRM's own id of the entry.</returns>
    Task<string> LogAsync(CallRecord record, CancellationToken cancellationToken = default);
}
