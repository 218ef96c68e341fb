using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>How much a finding matters.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReviewSeverity>))]
public enum ReviewSeverity
{
    /// <summary>Nobody is misled; something is still open, or reads with effort. A blank to fill in is one: it stops the reader.</summary>
    [JsonStringEnumMemberName("note")]
    Note = 0,

    /// <summary>Two readers may understand two things.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning = 1,

    /// <summary>The work cannot be done, or not be judged, by the brief as it stands.</summary>
    [JsonStringEnumMemberName("error")]
    Error = 2,
}
