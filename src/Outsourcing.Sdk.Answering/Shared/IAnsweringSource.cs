using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>Reads the calls of an account at an answering service: one by one, and listed for polling beside or instead of webhooks (<c>AddCallPolling</c>).</summary>
public interface IAnsweringSource : ICallSource, ICallListing
{
}
