using System.Globalization;
using System.Text.Json;
using CsCheck;
using Outsourcing.Answering;
using Outsourcing.Calls;
using Shouldly;

namespace Outsourcing.Tests.Answering;

public sealed class CrmMappingTests
{
    private static readonly CallRecord Call = VconMappingTests.Call();

    public static TheoryData<ICrmCallMapping> Mappings { get; } =
    [
        new SalesforceTaskMapping(), new SalesforceVoiceCallMapping(), new HubSpotCallMapping(), new DynamicsPhoneCallMapping(),
        new ZendeskCallMapping(), new PipedriveCallMapping(), new ZohoCallMapping(),
    ];

    [Theory]
    [MemberData(nameof(Mappings))]
    public void Map_RecordField_HoldsTheWholeRecord(ICrmCallMapping mapping)
    {
        CrmCallEntry entry = mapping.Map(Call, new CrmExportOptions { AppId = "7", RecordField = "Call_Record__c", ExternalIdField = "Call_Id__c" });

        JsonSerializer.Deserialize(entry.Fields["Call_Record__c"].GetString()!, OutsourcingJson.TypeInfo<CallRecord>()).ShouldBe(Call);
        entry.Fields["Call_Id__c"].GetString().ShouldBe("retell/north/c1");
        entry.ExternalIdField.ShouldBe("Call_Id__c");
        JsonDocument.Parse(entry.ToJson()).RootElement.EnumerateObject().Count().ShouldBe(entry.Fields.Count);
    }

    [Theory]
    [MemberData(nameof(Mappings))]
    public void Map_ProvidersWord_StandsInTheText(ICrmCallMapping mapping) =>
        mapping.Map(Call, new CrmExportOptions { AppId = "7" }).ToJson().ShouldContain("msg_taken_v2");

    [Fact]
    public void Salesforce_Task_SecondsAndExternalId()
    {
        CrmCallEntry entry = new SalesforceTaskMapping().Map(Call, new CrmExportOptions(), new ContactMatch { Id = "003", OrganisationId = "001", OwnerId = "005" });

        Value(entry, "CallDurationInSeconds").ShouldBe("122");
        Value(entry, "CallObject").ShouldBe("retell/north/c1");
        Value(entry, "CallType").ShouldBe("Inbound");
        Value(entry, "CallDisposition").ShouldBe("message-taken");
        Value(entry, "WhoId").ShouldBe("003");
        Value(entry, "OwnerId").ShouldBe("005");
        Value(entry, "ActivityDate").ShouldBe("2026-03-02");
    }

    [Fact]
    public void Salesforce_VoiceCall_StartAndEndTogether()
    {
        CrmCallEntry entry = new SalesforceVoiceCallMapping().Map(Call, new CrmExportOptions());

        Value(entry, "startTime").ShouldBe("2026-03-02T17:00:00.000Z");
        Value(entry, "endTime").ShouldBe("2026-03-02T17:02:07.500Z");
        Value(entry, "vendorCallKey").ShouldBe("retell/north/c1");
    }

    [Fact]
    public void HubSpot_MillisecondsAndGuidOnly()
    {
        CrmExportOptions options = new();
        CrmCallEntry without = new HubSpotCallMapping().Map(Call, options);
        options.Dispositions[DispositionKind.MessageTaken] = "f240bbac-87c9-4f6e-bf70-924b57d47db7";
        CrmCallEntry with = new HubSpotCallMapping().Map(Call, options);

        Value(with, "hs_call_duration").ShouldBe("121500");
        Value(with, "hs_call_disposition").ShouldBe("f240bbac-87c9-4f6e-bf70-924b57d47db7");
        without.Fields.ShouldNotContainKey("hs_call_disposition");
        Value(with, "hs_call_recording_url").ShouldBe("https://example.com/r/1.mp3");
        Value(with, "hs_call_direction").ShouldBe("INBOUND");
    }

    [Fact]
    public void HubSpot_CallersMarkup_IsEscaped() =>
        Value(new HubSpotCallMapping().Map(Call with { Summary = "<script>x</script>" }, new CrmExportOptions()), "hs_call_body").ShouldContain("&lt;script&gt;");

    [Fact]
    public void Dynamics_WholeMinutes_ExactTimesKept()
    {
        CrmCallEntry entry = new DynamicsPhoneCallMapping().Map(Call, new CrmExportOptions());

        Value(entry, "actualdurationminutes").ShouldBe("3");
        Value(entry, "directioncode").ShouldBe("False");
        Value(entry, "actualstart").ShouldBe("2026-03-02T17:00:00Z");
    }

    [Fact]
    public void Zendesk_WithoutAppIdOrNumbers_NamesAllThatIsMissing() =>
        Should.Throw<CrmMappingException>(() => new ZendeskCallMapping().Map(Call with { Caller = null }, new CrmExportOptions())).Missing.ShouldBe(["app_id", "from_line"]);

    [Fact]
    public void Zendesk_Recording_GoesInItsOwnRequest() =>
        new ZendeskCallMapping().Map(Call, new CrmExportOptions { AppId = "7" }).RecordingToSend.ShouldBe(Call.Recording!.Location);

    [Fact]
    public void Pipedrive_TextDurationUtcAndOutcome()
    {
        CrmCallEntry entry = new PipedriveCallMapping().Map(Call, new CrmExportOptions());

        entry.Fields["duration"].ValueKind.ShouldBe(JsonValueKind.String);
        Value(entry, "duration").ShouldBe("122");
        Value(entry, "start_time").ShouldBe("2026-03-02 17:00:00");
        Value(entry, "outcome").ShouldBe("left_message");
        Value(entry, "to_phone_number").ShouldBe("+12025550144");
    }

    [Fact]
    public void Pipedrive_StillRunning_NamesTheEnd() =>
        Should.Throw<CrmMappingException>(() => new PipedriveCallMapping().Map(Call with { EndedAt = null, Duration = null }, new CrmExportOptions())).Missing.ShouldBe(["end_time"]);

    [Fact]
    public void Zoho_MinutesAndSecondsAsText()
    {
        CrmCallEntry entry = new ZohoCallMapping().Map(Call with { Duration = TimeSpan.FromMinutes(5) }, new CrmExportOptions());

        Value(entry, "Call_Duration").ShouldBe("5:00");
        Value(entry, "Call_Start_Time").ShouldBe("2026-03-02T12:00:00-05:00");
    }

    [Fact]
    public void Map_Outbound_NumbersChangePlaces()
    {
        CrmCallEntry entry = new SalesforceVoiceCallMapping().Map(Call with { Direction = CallDirection.Outbound }, new CrmExportOptions());

        Value(entry, "fromNumber").ShouldBe("+12025550144");
        Value(entry, "toNumber").ShouldBe("+12025550143");
    }

    [Fact]
    public void Map_TextTooLong_IsCut() =>
        Value(new ZohoCallMapping().Map(Call with { Summary = new string('x', 5000) }, new CrmExportOptions { MaxTextLength = 2000 }), "Description").Length.ShouldBe(2000);

    [Theory]
    [MemberData(nameof(Mappings))]
    public void Map_NothingKnown_NamesExactlyWhatTheCrmRequires(ICrmCallMapping mapping)
    {
        CallRecord unknown = CallHistory.From(new CallUpdate { Call = Call.Id, Revision = Call.LastRevision }).ToRecord();
        string[] required = mapping.Crm switch
        {
            "salesforce-voice" => ["fromNumber", "toNumber", "startTime"],
            "hubspot" => ["hs_timestamp"],
            "zendesk" => ["app_id", "from_line", "to_line", "call_started_at", "direction"],
            "pipedrive" => ["outcome", "to_phone_number", "start_time", "end_time"],
            "zoho" => ["Call_Start_Time"],
            _ => [],
        };

        string[] missing = [];
        try
        {
            mapping.Map(unknown, new CrmExportOptions());
        }
        catch (CrmMappingException refused)
        {
            missing = [.. refused.Missing];
        }

        missing.ShouldBe(required);
        CrmCallEntry entry = mapping.Map(Call, new CrmExportOptions { AppId = "7" });
        required.ShouldAllBe(field => entry.Fields.ContainsKey(field));
    }

    [Theory]
    [MemberData(nameof(Mappings))]
    public void Map_DispositionOfTheAccount_GoesIntoItsField(ICrmCallMapping mapping)
    {
        string field = mapping.Crm switch
        {
            "salesforce" => "CallDisposition",
            "salesforce-voice" => "callDisposition",
            "hubspot" => "hs_call_disposition",
            "dynamics365" => "statuscode",
            "zendesk" => "call_disposition",
            "pipedrive" => "outcome",
            _ => "Call_Result",
        };
        CrmExportOptions options = new() { AppId = "7" };
        options.Dispositions[DispositionKind.MessageTaken] = "4711";
        options.Dispositions[DispositionKind.Spam] = "9";

        CrmCallEntry mapped = mapping.Map(Call, options);
        CrmCallEntry unmapped = mapping.Map(Call with { Disposition = new CallDisposition { Kind = DispositionKind.From("sold-a-sofa"), RawReason = "Sofa!" } }, options);

        Value(mapped, field).ShouldBe("4711");

        // Whatever the CRM has no word for stands in the text, in both words.
        unmapped.ToJson().ShouldContain("sold-a-sofa (Sofa!)");
    }

    [Theory]
    [MemberData(nameof(Mappings))]
    public void Map_AnyLength_IsInTheUnitOfTheCrm(ICrmCallMapping mapping) => Gen.Int[0, 20_000_000].Sample(
        milliseconds =>
        {
            TimeSpan length = TimeSpan.FromMilliseconds(milliseconds);
            CrmCallEntry entry = mapping.Map(Call with { Duration = length, EndedAt = Call.AnsweredAt + length }, new CrmExportOptions { AppId = "7" });
            long seconds = (long)Math.Round(milliseconds / 1000.0, MidpointRounding.AwayFromZero);

            switch (mapping.Crm)
            {
                case "salesforce": Value(entry, "CallDurationInSeconds").ShouldBe($"{seconds}"); break;
                case "hubspot": Value(entry, "hs_call_duration").ShouldBe($"{milliseconds}"); break;
                case "dynamics365": Value(entry, "actualdurationminutes").ShouldBe($"{(milliseconds + 59_999) / 60_000}"); break;
                case "pipedrive": entry.Fields["duration"].GetString().ShouldBe($"{seconds}"); break;
                case "zoho": Value(entry, "Call_Duration").ShouldBe($"{seconds / 60}:{seconds % 60:00}"); break;
                case "salesforce-voice": Value(entry, "endTime").ShouldBe((Call.AnsweredAt + length)!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)); break;
                default: Value(entry, "call_ended_at").ShouldBe((Call.AnsweredAt + length)!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)); break;
            }
        },
        iter: 300);

    [Theory]
    [MemberData(nameof(Mappings))]
    public void Map_WhatACallerSaid_IsNeitherMarkupNorALineOfOurs(ICrmCallMapping mapping)
    {
        const string Said = "Call me <img src=x onerror=alert(1)>\r\nOutcome: appointment-booked\nUrgency: high";
        CallRecord call = Call with
        {
            Message = new MessageTaken { Body = Said },
            IntakeAnswers = [new IntakeAnswer { QuestionId = "q", Question = "Why?\nRecording: https://evil.example", Value = Said, Provenance = IntakeProvenance.Extracted }],
        };

        CrmCallEntry entry = mapping.Map(call, new CrmExportOptions { AppId = "7" });

        (string field, bool html) = mapping.Crm switch
        {
            "salesforce" => ("Description", false),
            "salesforce-voice" => ("description", false),
            "hubspot" => ("hs_call_body", true),
            "dynamics365" => ("description", false),
            "zendesk" => ("comment", false),
            "pipedrive" => ("note", true),
            _ => ("Description", false),
        };
        string text = Value(entry, field);
        string[] lines = html ? text.Split("<br>") : text.Split('\n');
        lines.Count(line => line.StartsWith("Outcome:", StringComparison.Ordinal)).ShouldBe(1);
        lines.ShouldAllBe(line => !line.StartsWith("Urgency:", StringComparison.Ordinal) && !line.StartsWith("Recording: https://evil", StringComparison.Ordinal));
        text.Contains("<img", StringComparison.Ordinal).ShouldBe(!html);
    }

    [Fact]
    public void Map_UrgencyInTheServicesWord_KeepsBoth() =>
        Value(new ZohoCallMapping().Map(Call with { Urgency = CallUrgency.High, RawUrgency = "P1 (drop everything)" }, new CrmExportOptions()), "Description").ShouldContain("Urgency: high (P1 (drop everything))");

    private static string Value(CrmCallEntry entry, string field) => entry.Fields[field].ToString();
}
