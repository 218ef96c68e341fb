using System.Text.Json;
using Shouldly;

namespace Outsourcing.Delegation;

public sealed class DelegationBriefTests
{
    [Fact]
    public void Responsibilities_TwoAccountables_AreRefused()
    {
        BriefResponsibility owner = new() { Kind = ResponsibilityKind.Accountable, Party = "Owner" };
        BriefResponsibility partner = new() { Kind = ResponsibilityKind.Accountable, Party = "Partner" };

        InvalidBriefException refused = Should.Throw<InvalidBriefException>(() => SampleBriefs.Minimal() with { Responsibilities = [owner, partner] });

        refused.Defect.ShouldBe(BriefDefect.TwoAccountables);
        refused.Place.ShouldBe("responsibilities");
    }

    [Fact]
    public void Responsibilities_AccountableForDifferentThings_AreKept() =>
        (SampleBriefs.Minimal() with
        {
            Responsibilities =
            [
                new() { Kind = ResponsibilityKind.Accountable, Party = "Owner" },
                new() { Kind = ResponsibilityKind.Accountable, Party = "Bookkeeper", For = "questions about invoices" },
            ],
        }).Responsibilities.Count.ShouldBe(2);

    [Theory]
    [InlineData("Mars/Olympus_Mons")]
    [InlineData("")]
    [InlineData("+01:00")]
    public void Hours_UnknownTimeZone_AreRefused(string zone) =>
        Should.Throw<InvalidBriefException>(() => new ServiceHours { TimeZone = zone }).Defect.ShouldBe(BriefDefect.UnknownTimeZone);

    [Fact]
    public void Contacts_DeputiesInACircle_AreRefused()
    {
        InvalidBriefException refused = Should.Throw<InvalidBriefException>(() => SampleBriefs.Minimal() with
        {
            Contacts = [Contact("a", "b"), Contact("b", "c"), Contact("c", "b")],
        });

        refused.Defect.ShouldBe(BriefDefect.CyclicEscalation);
        refused.Message.ShouldContain("b -> c -> b");
    }

    [Fact]
    public void Contacts_DeputiesInALine_AreKept() =>
        (SampleBriefs.Minimal() with { Contacts = [Contact("a", "b"), Contact("b", "c"), Contact("c", null)] }).Contacts.Count.ShouldBe(3);

    [Fact]
    public void CallTypes_OneIdTwice_AreRefused() =>
        Should.Throw<InvalidBriefException>(() => SampleBriefs.Minimal() with { CallTypes = [Type("a"), Type("a")] }).Defect.ShouldBe(BriefDefect.DuplicateId);

    [Fact]
    public void Text_OfTenMegabytes_IsRefusedWithItsPlaceAndSize()
    {
        InvalidBriefException refused = Should.Throw<InvalidBriefException>(() => SampleBriefs.Minimal() with { Purpose = new string('x', 10 << 20) });

        refused.Defect.ShouldBe(BriefDefect.TextTooLong);
        refused.Message.ShouldContain("10485760");
        refused.Message.ShouldContain("Purpose", Case.Insensitive);
    }

    [Fact]
    public void Json_TextOfTenMegabytes_IsRefusedWithItsPlace()
    {
        string json = $$"""{"id":"b","version":1,"title":"t","callTypes":[{"id":"a","name":"{{new string('x', 10 << 20)}}"}]}""";

        Should.Throw<InvalidBriefException>(() => JsonSerializer.Deserialize(json, OutsourcingJson.TypeInfo<DelegationBrief>())).Place.ShouldBe("callType.name");
    }

    [Fact]
    public void Json_OfTheFullBrief_GivesAnEqualBrief()
    {
        DelegationBrief brief = SampleBriefs.Plumber();

        string json = JsonSerializer.Serialize(brief, OutsourcingJson.TypeInfo<DelegationBrief>());

        JsonSerializer.Deserialize(json, OutsourcingJson.TypeInfo<DelegationBrief>()).ShouldBe(brief);
    }

    [Fact]
    public void Json_WithTheLeastMembers_HasTheDefaults()
    {
        DelegationBrief brief = JsonSerializer.Deserialize("""{"id":"b","version":1,"title":"t"}""", OutsourcingJson.TypeInfo<DelegationBrief>())!;

        brief.Language.ShouldBe("en");
        brief.CallTypes.ShouldBeEmpty();
        brief.ShouldBe(new DelegationBrief { Id = BriefId.From("b"), Version = 1, Title = "t" });
    }

    [Fact]
    public void Texts_OfTheFullBrief_HaveDistinctPlaces()
    {
        IReadOnlyList<BriefText> texts = SampleBriefs.Plumber().Texts();

        texts.Select(text => text.Place).ShouldBeUnique();
        texts.ShouldContain(new BriefText(BriefPlace.From("callTypes[new-job].questions[address].text"), BriefTextKind.Script, "What is the address?"));
    }

    [Fact]
    public void Texts_NameEveryTextOfTheDocument()
    {
        // Whatever is a sentence in the JSON is a text with a place: a new member must not be forgotten here.
        DelegationBrief brief = SampleBriefs.Plumber();
        using JsonDocument json = JsonSerializer.SerializeToDocument(brief, OutsourcingJson.TypeInfo<DelegationBrief>());
        HashSet<string> known = [.. brief.Texts().Select(text => text.Text), .. brief.Contacts.Select(contact => contact.Name.Value), .. brief.Responsibilities.Select(one => one.Party.Value)];

        string[] forgotten = [.. Sentences(json.RootElement).Where(text => !known.Contains(text))];

        forgotten.ShouldBeEmpty();
    }

    [Fact]
    public void WithText_AtEachPlace_ChangesThatTextOnly()
    {
        DelegationBrief brief = SampleBriefs.Plumber();
        foreach (BriefText text in brief.Texts())
        {
            IReadOnlyList<BriefText> changed = brief.WithText(text.Place, "Replaced.").Texts();

            changed.Single(other => other.Place == text.Place).Text.ShouldBe("Replaced.");
            changed.Where(other => other.Place != text.Place).ShouldBe(brief.Texts().Where(other => other.Place != text.Place));
        }
    }

    [Fact]
    public void WithText_TheSameText_IsTheSameBrief()
    {
        DelegationBrief brief = SampleBriefs.Plumber();
        brief.WithText(BriefPlace.From("purpose"), brief.Purpose!).ShouldBe(brief);
    }

    [Fact]
    public void WithText_AtNoPlace_IsRefused() =>
        Should.Throw<InvalidBriefException>(() => SampleBriefs.Plumber().WithText(BriefPlace.From("callTypes[none].name"), "x")).Defect.ShouldBe(BriefDefect.UnknownPlace);

    private static BriefContact Contact(string id, string? deputy) =>
        new() { Id = ContactId.From(id), Name = id, Deputy = deputy is null ? null : ContactId.From(deputy) };

    private static CallType Type(string id) => new() { Id = CallTypeId.From(id), Name = id };

    private static IEnumerable<string> Sentences(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Sentences(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Sentences),
        JsonValueKind.String when element.GetString()!.Contains(' ', StringComparison.Ordinal) => [element.GetString()!],
        _ => [],
    };
}
