using Outsourcing;
using Outsourcing.Calls;
using Outsourcing.Storage;

namespace MinimalCrm.Work;

/// <summary>Takes the owner's word on whether a call reached its outcome. It is one more update of the call, like the partner's own report.</summary>
internal sealed class Judging(ICallStore calls, TimeProvider time)
{
    internal const string Origin = "owner";

    private const int LongestReason = 500;
    private const int LongestMatter = 100;

    /// <summary>Stores what the form says.</summary>
    /// <exception cref="OutsourcingException">A field is missing, or the call is not over.</exception>
    internal async Task JudgeAsync(CallId id, IFormCollection form, CancellationToken cancellationToken)
    {
        if ((await calls.GetAsync(id, cancellationToken))?.ToRecord() is not { Status.IsFinal: true } call)
        {
            throw new OutsourcingException("Only a call that is over can be judged.");
        }

        bool reached = form["reached"].ToString() switch
        {
            "yes" => true,
            "no" => false,
            _ => throw new OutsourcingException("Say whether the call reached its outcome."),
        };
        string why = Text(form, "why", LongestReason);
        string matter = Text(form, "matter", LongestMatter).ToLowerInvariant().Replace(' ', '-');
        if (!reached && why.Length == 0)
        {
            throw new OutsourcingException("Say why the call did not reach its outcome: what is to be mended follows from it.");
        }

        // Newer than all that was said of the call, so that it holds until somebody says otherwise.
        DateTimeOffset now = time.GetUtcNow();
        CallUpdate word = new()
        {
            Call = id,
            Revision = new CallRevision(now > call.LastRevision.At ? now : call.LastRevision.At.AddTicks(1), Origin),
            Successful = reached,
            Summary = why.Length > 0 ? new PersonalText(why) : default(PersonalText?),
            Intent = matter.Length > 0 ? new CallerIntent { Kind = call.Intent?.Kind ?? CallerIntentKind.Other, Label = matter } : null,
        };
        await calls.MergeAsync([word], cancellationToken);
    }

    private static string Text(IFormCollection form, string field, int longest) =>
        form[field].ToString().ReplaceLineEndings(" ").Trim() is { } typed && typed.Length <= longest
            ? typed
            : throw new OutsourcingException($"The field '{field}' is longer than {longest} characters.");
}
