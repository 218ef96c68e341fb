using Outsourcing.Calls;

namespace Outsourcing.Snippets;

internal static class Calls
{
    internal static CallRecord Merge(CallUpdate ringing, CallUpdate completed)
    {
        CallHistory history = CallHistory.From(completed).Merge(ringing);
        CallRecord call = history.ToRecord();
        return call;
    }
}
