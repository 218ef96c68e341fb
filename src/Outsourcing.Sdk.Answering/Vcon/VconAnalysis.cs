using System.Text.Json;

namespace Outsourcing.Answering;

/// <summary>What somebody's software made of a conversation: a transcript, a summary, a sentiment.</summary>
public sealed record VconAnalysis : VconObject
{
    /// <summary>Initializes an analysis nothing is known about.</summary>
    public VconAnalysis()
    {
    }

    internal VconAnalysis(UnknownMembers members) => Members = members;

    /// <summary>Gets what it is, such as <c>transcript</c> or <c>summary</c>.</summary>
    public string? Type { get => Text("type"); init => Set("type", value); }

    /// <summary>Gets the places of the dialogs it is about.</summary>
    public IReadOnlyList<int> Dialogs { get => Indices("dialog"); init => Set("dialog", value); }

    /// <summary>Gets who made it.</summary>
    public string? Vendor { get => Text("vendor"); init => Set("vendor", value); }

    /// <summary>Gets the media type of the body.</summary>
    public string? MediaType { get => Text("mediatype"); init => Set("mediatype", value); }

    /// <summary>Gets the result.</summary>
    public JsonElement? Body { get => Any("body"); init => Set("body", value); }

    /// <summary>Gets how the body is encoded: <c>base64url</c>, <c>json</c> or <c>none</c>.</summary>
    public string? Encoding { get => Text("encoding"); init => Set("encoding", value); }
}
