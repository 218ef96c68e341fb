using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Outsourcing.Calls;
using Outsourcing.Telephony;
using Outsourcing.Webhooks;

namespace Outsourcing.AspNetCore.Tests;

/// <summary>Reads the simulator's form posts with the real verifier; the mapping is as small as the host's tests need.</summary>
internal sealed class TestReceiver(string account, string authToken) : IWebhookReceiver
{
    public string Provider => "twilio";

    public string Account => account;

    public WebhookCheck Verify(WebhookRequest request, DateTimeOffset now) => TwilioSignatureVerifier.Verify(request, [authToken]);

    public WebhookEvent? Read(WebhookRequest request, WebhookCheck check, DateTimeOffset receivedAt)
    {
        Dictionary<string, Microsoft.Extensions.Primitives.StringValues> form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(request.Body.Span));
        if (!form.TryGetValue("CallSid", out var sid) || !form.TryGetValue("CallStatus", out var status))
        {
            return null;
        }

        DateTimeOffset at = form.TryGetValue("Timestamp", out var stamp)
            ? DateTimeOffset.ParseExact(stamp.ToString(), "ddd, dd MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture)
            : receivedAt;
        CallId call = new("twilio", account, sid.ToString());
        string id = $"{sid}/{status}/{form.GetValueOrDefault("SequenceNumber")}/{form.ContainsKey("CallbackSource")}";
        return new WebhookEvent
        {
            Id = id,
            Name = status.ToString(),
            At = at,
            Updates =
            [
                new CallUpdate
                {
                    Call = call,
                    Revision = new CallRevision(at, id),
                    Status = CallStatus.From(status.ToString()),
                    RawStatus = status.ToString(),
                    Verification = check.Verification,
                    Caller = PhoneNumber.TryParse(form["From"], out PhoneNumber from) ? new CallParty { Number = from } : null,
                },
            ],
            Incoming = form.ContainsKey("CallbackSource") ? null : new IncomingCall { Call = call },
        };
    }

    public WebhookReply Render(CallFlow flow) => new()
    {
        ContentType = "application/xml",
        Body = Encoding.UTF8.GetBytes("<Response><Dial timeout=\"20\">+442079460999</Dial></Response>"),
    };
}
