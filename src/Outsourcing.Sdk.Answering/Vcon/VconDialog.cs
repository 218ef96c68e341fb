using System.Text.Json;

namespace Outsourcing.Answering;

/// <summary>A part of a conversation: a recording, a text, a transfer, or what never came about.</summary>
public sealed record VconDialog : VconObject
{
    /// <summary>Initializes a dialog nothing is known about.</summary>
    public VconDialog()
    {
    }

    internal VconDialog(UnknownMembers members) => Members = members;

    /// <summary>Gets what it is: <c>recording</c>, <c>text</c>, <c>transfer</c>, <c>incomplete</c> or <c>recording-set</c>.</summary>
    public string? Type { get => Text("type"); init => Set("type", value); }

    /// <summary>Gets when it started.</summary>
    public DateTimeOffset? Start { get => Time("start"); init => Set("start", value); }

    /// <summary>Gets how long it was.</summary>
    public TimeSpan? Duration
    {
        get => Number("duration") is { } seconds and >= 0 and < 1e9 ? TimeSpan.FromSeconds(seconds) : null;
        init => Set("duration", value?.TotalSeconds);
    }

    /// <summary>Gets the places of the parties in the vCon.</summary>
    public IReadOnlyList<int> Parties { get => Indices("parties"); init => Set("parties", value); }

    /// <summary>Gets the place of the party that began, when it is not the first.</summary>
    public int? Originator { get => Number("originator") is { } place ? (int)place : null; init => Set("originator", value); }

    /// <summary>Gets why it never came about: <c>no-answer</c>, <c>congestion</c>, <c>failed</c>, <c>busy</c>, <c>hung-up</c>, <c>voicemail-no-message</c>.</summary>
    public string? Disposition { get => Text("disposition"); init => Set("disposition", value); }

    /// <summary>Gets the media type of the content.</summary>
    public string? MediaType { get => Text("mediatype"); init => Set("mediatype", value); }

    /// <summary>Gets where the content lies.</summary>
    public Uri? Address
    {
        get => Uri.TryCreate(Text("url"), UriKind.Absolute, out Uri? address) ? address : null;
        init => Set("url", value?.AbsoluteUri);
    }

    /// <summary>Gets the hash of the content at <see cref="Address"/>, such as <c>sha512-…</c>.</summary>
    public string? ContentHash { get => Text("content_hash"); init => Set("content_hash", value); }

    /// <summary>Gets the content that stands in the vCon itself.</summary>
    public JsonElement? Body { get => Any("body"); init => Set("body", value); }

    /// <summary>Gets how the body is encoded: <c>base64url</c>, <c>json</c> or <c>none</c>.</summary>
    public string? Encoding { get => Text("encoding"); init => Set("encoding", value); }

    /// <summary>Gets the session's own id.</summary>
    public string? SessionId
    {
        get => Any("session_id") is { ValueKind: JsonValueKind.Object } session && session.TryGetProperty("local", out JsonElement local) && local.ValueKind == JsonValueKind.String ? local.GetString() : null;
        init => Set("session_id", value is null ? null : VconJson.Element(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("local", value);
            writer.WriteEndObject();
        }));
    }

    /// <summary>Gets the place of the party that is put through, in a transfer.</summary>
    public int? Transferee { get => Number("transferee") is { } place ? (int)place : null; init => Set("transferee", value); }

    /// <summary>Gets the place of the party that puts through, in a transfer.</summary>
    public int? Transferor { get => Number("transferor") is { } place ? (int)place : null; init => Set("transferor", value); }

    /// <summary>Gets the place of the party that is put through to, in a transfer.</summary>
    public int? TransferTarget { get => Number("transfer_target") is { } place ? (int)place : null; init => Set("transfer_target", value); }

    /// <summary>Gets the place of the dialog that a transfer continues.</summary>
    public int? Original { get => Number("original") is { } place ? (int)place : null; init => Set("original", value); }
}
