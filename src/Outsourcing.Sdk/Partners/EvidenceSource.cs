using System.Text.Json.Serialization;

namespace Outsourcing.Partners;

/// <summary>Where what is known of a partner comes from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EvidenceSource>))]
public enum EvidenceSource
{
    /// <summary>Records of calls the partner handled.</summary>
    CallRecords = 0,

    /// <summary>Results of agreed service levels.</summary>
    ServiceLevels = 1,

    /// <summary>The quiz on the brief.</summary>
    BriefQuiz = 2,

    /// <summary>Checks with other customers.</summary>
    ReferenceChecks = 3,

    /// <summary>The price of the partner's plan on the business's own calls.</summary>
    Price = 4,

    /// <summary>Reviews of single calls by scorecard.</summary>
    Scorecards = 5,
}
