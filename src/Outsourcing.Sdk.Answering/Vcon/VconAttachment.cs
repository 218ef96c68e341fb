using System.Text.Json;

namespace Outsourcing.Answering;

/// <summary>A document that belongs to a conversation.</summary>
public sealed record VconAttachment : VconObject
{
    /// <summary>Initializes an attachment nothing is known about.</summary>
    public VconAttachment()
    {
    }

    internal VconAttachment(UnknownMembers members) => Members = members;

    /// <summary>Gets what it is for.</summary>
    public string? Purpose { get => Text("purpose"); init => Set("purpose", value); }

    /// <summary>Gets when it was handed over.</summary>
    public DateTimeOffset? Start { get => Time("start"); init => Set("start", value); }

    /// <summary>Gets the place of the party it comes from.</summary>
    public int? Party { get => Number("party") is { } place ? (int)place : null; init => Set("party", value); }

    /// <summary>Gets the place of the dialog it belongs to.</summary>
    public int? Dialog { get => Number("dialog") is { } place ? (int)place : null; init => Set("dialog", value); }

    /// <summary>Gets the media type of the body.</summary>
    public string? MediaType { get => Text("mediatype"); init => Set("mediatype", value); }

    /// <summary>Gets the document.</summary>
    public JsonElement? Body { get => Any("body"); init => Set("body", value); }

    /// <summary>Gets how the body is encoded: <c>base64url</c>, <c>json</c> or <c>none</c>.</summary>
    public string? Encoding { get => Text("encoding"); init => Set("encoding", value); }
}
