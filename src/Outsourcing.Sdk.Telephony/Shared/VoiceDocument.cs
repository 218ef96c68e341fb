using System.Text;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>A call-control document, ready to be answered to a provider.</summary>
public sealed class VoiceDocument
{
    private readonly string _text;

    internal VoiceDocument(string text) => _text = text;

    /// <summary>Gets the document's text.</summary>
    /// <returns>XML.</returns>
    public override string ToString() => _text;

    /// <summary>Gets the document as the reply to a webhook.</summary>
    /// <returns>The reply.</returns>
    public WebhookReply ToReply() => new() { ContentType = "application/xml", Body = Encoding.UTF8.GetBytes(_text) };
}
