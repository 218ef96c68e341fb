using System.Runtime.CompilerServices;
using System.Text;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>A call-control document, ready to be answered to a provider.</summary>
public sealed class VoiceDocument
{
    private readonly string _text;

    internal VoiceDocument(VoiceElement root)
    {
        DefaultInterpolatedStringHandler text = new(0, 0, null, stackalloc char[1024]);
        text.AppendLiteral("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        root.Write(ref text);
        _text = text.ToStringAndClear();
    }

    /// <summary>Gets the document's text.</summary>
    /// <returns>XML.</returns>
    public override string ToString() => _text;

    /// <summary>Gets the document as the reply to a webhook.</summary>
    /// <returns>The reply.</returns>
    public WebhookReply ToReply() => new() { ContentType = "application/xml", Body = Encoding.UTF8.GetBytes(_text) };
}
