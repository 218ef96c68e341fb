using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Http;
using Shouldly;

namespace Outsourcing.Telephony.Tests.Bandwidth;

/// <summary>Numbers by Bandwidth's XML API; the answers are those of its public documentation.</summary>
public sealed class BandwidthNumbersTests
{
    private const string Root = "https://api.bandwidth.com/api/v1/accounts/9900000";
    private const string Xml = "application/xml";

    [Fact]
    public async Task SearchNumbers_AreaCode_GivesNumbersInE164()
    {
        RecordedHttp http = new RecordedHttp().Answer(
            200, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><SearchResult><ResultCount>2</ResultCount><TelephoneNumberList><TelephoneNumber>5405514342</TelephoneNumber><TelephoneNumber>5405515330</TelephoneNumber></TelephoneNumberList></SearchResult>", Xml);
        await using ServiceProvider services = Services(http);

        List<AvailableNumber> found = await RecordedHttp.ListAsync(services.GetRequiredKeyedService<ITelephony>("north").SearchNumbersAsync(new NumberSearch { Country = "US", AreaCode = "540", Limit = 5 }));

        found.Select(number => number.Number.E164).ShouldBe(["+15405514342", "+15405515330"]);
        http.Sent.ShouldHaveSingleItem().Line.ShouldBe($"GET {Root}/availableNumbers?areaCode=540&quantity=5");
        http.Sent[0].Authorization.ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("user:pass")));
    }

    [Fact]
    public async Task SearchNumbers_AreaCodeAndDigits_LooksAmongWhatTheAreaHas()
    {
        RecordedHttp http = new RecordedHttp().Answer(200, "<SearchResult><TelephoneNumberList><TelephoneNumber>5405514342</TelephoneNumber><TelephoneNumber>5405515330</TelephoneNumber></TelephoneNumberList></SearchResult>", Xml);
        await using ServiceProvider services = Services(http);
        BandwidthClient client = services.GetRequiredKeyedService<BandwidthClient>("north");

        List<BandwidthAvailableNumber> found = await RecordedHttp.ListAsync(client.SearchNumbers(new NumberSearch { Country = "US", AreaCode = "540", Contains = "533" }));

        found.ShouldHaveSingleItem().Number.E164.ShouldBe("+15405515330");
        http.Sent[0].Line.ShouldEndWith("quantity=5000");
        Should.Throw<ArgumentException>(() => client.SearchNumbers(new NumberSearch { Country = "DE", AreaCode = "30" }));
        Should.Throw<ArgumentException>(() => client.SearchNumbers(new NumberSearch { Country = "US", Contains = "533" }));
    }

    [Fact]
    public async Task OrderNumber_IsTheDocumentedOrder_AndReadUntilComplete()
    {
        RecordedHttp http = new RecordedHttp()
            .Answer(201, "<OrderResponse><Order><OrderCreateDate>2018-01-23T19:56:29.678Z</OrderCreateDate><id>o-1</id><SiteId>461</SiteId></Order><OrderStatus>RECEIVED</OrderStatus></OrderResponse>", Xml)
            .Answer(200, "<OrderResponse><CompletedQuantity>1</CompletedQuantity><OrderStatus>COMPLETE</OrderStatus><CompletedNumbers><TelephoneNumber><FullNumber>2125550100</FullNumber></TelephoneNumber></CompletedNumbers></OrderResponse>", Xml);
        await using ServiceProvider services = Services(http);
        BandwidthClient client = services.GetRequiredKeyedService<BandwidthClient>("north");

        BandwidthNumberOrder order = await client.OrderNumberAsync(RecordedHttp.Business);
        BandwidthNumberOrder complete = await client.GetNumberOrderAsync(order.Id);

        order.Status.ShouldBe("RECEIVED");
        complete.Completed.ShouldHaveSingleItem().ShouldBe(RecordedHttp.Business);
        http.Sent[0].Line.ShouldBe($"POST {Root}/orders");
        http.Sent[0].ContentType.ShouldBe(Xml);
        http.Sent[0].Body.ShouldBe("<Order><Name>order 2125550100</Name><ExistingTelephoneNumberOrderType><TelephoneNumberList><TelephoneNumber>2125550100</TelephoneNumber></TelephoneNumberList></ExistingTelephoneNumberOrderType><SiteId>4&amp;1</SiteId></Order>");
        http.Sent[1].Line.ShouldBe($"GET {Root}/orders/o-1");
    }

    [Theory]
    [InlineData(201, "<OrderResponse><ErrorList><Error><Code>5005</Code><Description>2125550100 is not available</Description></Error></ErrorList></OrderResponse>", "5005")]
    [InlineData(400, "<OrderResponse><ErrorList><Error><Code>5005</Code><Description>2125550100 is not available</Description></Error></ErrorList></OrderResponse>", "5005")]
    [InlineData(201, "<OrderResponse><Order><id>o-1</id></Order><OrderStatus>FAILED</OrderStatus></OrderResponse>", null)]
    public async Task OrderNumber_Refused_ThrowsWithoutShowingTheNumber(int status, string body, string? code)
    {
        RecordedHttp http = new RecordedHttp().Answer(status, body, Xml);
        await using ServiceProvider services = Services(http);

        ProviderException refused = await Should.ThrowAsync<ProviderException>(() => services.GetRequiredKeyedService<ITelephony>("north").BuyNumberAsync(RecordedHttp.Business));

        refused.Failure.ShouldBe(ProviderFailure.Refused);
        refused.Code.ShouldBe(code);
        refused.ToString().ShouldNotContain("2125550100");
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaa\">]><OrderResponse><Order><id>&a;</id></Order></OrderResponse>")]
    [InlineData("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><OrderResponse/>")]
    [InlineData("<OrderResponse><Order>")]
    [InlineData("not xml")]
    [InlineData("<OrderResponse><OrderStatus>RECEIVED</OrderStatus></OrderResponse>")]
    public async Task OrderNumber_AnswerThatCannotBeRead_LeavesTheOutcomeUnknown(string body)
    {
        RecordedHttp http = new RecordedHttp().Answer(201, body, Xml);
        await using ServiceProvider services = Services(http, options => options.Http.Retries = 3);

        await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => services.GetRequiredKeyedService<BandwidthClient>("north").OrderNumberAsync(RecordedHttp.Business));

        http.Sent.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task ListNumbers_LinkToTheNextPage_IsTakenForItsQueryAlone()
    {
        RecordedHttp http = new RecordedHttp()
            .Answer(200, "<TNs><TotalCount>3</TotalCount><Links><first>Link=&lt;https://x&gt;;rel=\"first\";</first><next>Link=&lt;https://evil.example:443/v1.0/other?page=8183386249&amp;size=500&gt;;rel=\"next\";</next></Links><TelephoneNumbers><Count>2</Count><TelephoneNumber>8183386247</TelephoneNumber><TelephoneNumber>8183386249</TelephoneNumber></TelephoneNumbers></TNs>", Xml)
            .Answer(200, "<TNs><TotalCount>3</TotalCount><Links><first></first></Links><TelephoneNumbers><Count>1</Count><TelephoneNumber>8183386251</TelephoneNumber></TelephoneNumbers></TNs>", Xml);
        await using ServiceProvider services = Services(http);

        List<OwnedNumber> owned = await RecordedHttp.ListAsync(services.GetRequiredKeyedService<ITelephony>("north").ListNumbersAsync());

        owned.Select(number => number.Number.E164).ShouldBe(["+18183386247", "+18183386249", "+18183386251"]);
        http.Sent.Select(sent => sent.Line).ShouldBe([$"GET {Root}/inserviceNumbers?page=1&size=500", $"GET {Root}/inserviceNumbers?page=8183386249&size=500"]);
    }

    [Fact]
    public async Task ReleaseNumber_IsTheDocumentedDisconnect()
    {
        RecordedHttp http = new RecordedHttp().Answer(201, "<DisconnectTelephoneNumberOrderResponse><orderRequest><id>d-1</id></orderRequest><OrderStatus>RECEIVED</OrderStatus></DisconnectTelephoneNumberOrderResponse>", Xml);
        await using ServiceProvider services = Services(http);
        BandwidthClient client = services.GetRequiredKeyedService<BandwidthClient>("north");

        (await client.ReleaseNumberAsync(RecordedHttp.Business)).Id.ShouldBe("d-1");

        http.Sent.ShouldHaveSingleItem().Line.ShouldBe($"POST {Root}/disconnects");
        http.Sent[0].Body.ShouldBe("<DisconnectTelephoneNumberOrder><name>release 2125550100</name><DisconnectTelephoneNumberOrderType><TelephoneNumberList><TelephoneNumber>2125550100</TelephoneNumber></TelephoneNumberList></DisconnectTelephoneNumberOrderType></DisconnectTelephoneNumberOrder>");
        await Should.ThrowAsync<ArgumentException>(async () => await client.ReleaseNumberAsync(PhoneNumber.Parse("+442079460000")));
    }

    [Fact]
    public async Task Capabilities_NumbersAreBought_OnlyWhereASubAccountIsSet()
    {
        await using ServiceProvider with = Services(new RecordedHttp());
        await using ServiceProvider without = Services(new RecordedHttp(), options => options.SiteId = null);

        with.GetRequiredKeyedService<ITelephony>("north").Capabilities.HasFlag(TelephonyCapabilities.BuyNumbers).ShouldBeTrue();
        without.GetRequiredKeyedService<ITelephony>("north").Capabilities.HasFlag(TelephonyCapabilities.BuyNumbers).ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => { _ = without.GetRequiredKeyedService<BandwidthClient>("north").OrderNumberAsync(RecordedHttp.Business); }).Message.ShouldContain("SiteId");
    }

    private static ServiceProvider Services(RecordedHttp http, Action<BandwidthOptions>? change = null) => http.Build((builder, edge) => builder.AddBandwidth(
        "north",
        options =>
        {
            options.AccountId = "9900000";
            options.UserName = "user";
            options.Password = "pass";
            options.VoiceApplicationId = "voice-app";
            options.SiteId = "4&1";
            options.CallbackUserName = "hooks";
            options.CallbackPassword = "shh";
            options.Http.Retries = 0;
            change?.Invoke(options);
        },
        edge));
}
