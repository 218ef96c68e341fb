using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Outsourcing.Delegation;
using Shouldly;

namespace Outsourcing.AspNetCore.Tests;

public sealed class OnCallSheetEndpointTests
{
    private const string Secret = "sheet_of-the-partner-1";

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("ics", "text/calendar")]
    public async Task Get_WithTheSecret_IsTheSheetFromTodayByTheSchedulesClock(string form, string type)
    {
        await using WebApplication app = await StartAsync(Brief);

        using HttpResponseMessage answer = await Client(app).GetAsync(new Uri($"/partner/{Secret}/on-call.{form}", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();

        // It is Monday evening in UTC and Tuesday already in Berlin.
        DateTimeOffset from = new(2026, 3, 3, 0, 0, 0, TimeSpan.FromHours(1));
        (await answer.Content.ReadAsStringAsync()).ShouldBe(form == "csv" ? OnCallSheet.ToCsv(Brief, from, from.AddDays(28)) : OnCallSheet.ToICalendar(Brief, from, from.AddDays(28), Now));
    }

    [Theory]
    [InlineData("/partner/sheet_of-the-partner-2/on-call.csv")]
    [InlineData("/partner/sheet/on-call.csv")]
    [InlineData("/partner/sheet_of-the-partner-1/on-call.xlsx")]
    [InlineData("/partner/on-call.csv")]
    public async Task Get_AnythingElse_IsNotFoundAndSaysNothing(string path)
    {
        await using WebApplication app = await StartAsync(Brief);

        using HttpResponseMessage answer = await Client(app).GetAsync(new Uri(path, UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Get_NoBriefOrNoSchedule_IsNotFound(bool brief)
    {
        await using WebApplication app = await StartAsync(brief ? Brief with { OnCall = null } : null);

        (await Client(app).GetAsync(new Uri($"/partner/{Secret}/on-call.ics", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("short", 28)]
    [InlineData("has a blank and more", 28)]
    [InlineData(Secret, 0)]
    [InlineData(Secret, 367)]
    public async Task Map_SecretOrDaysThatCannotBe_AreRefusedAtTheStart(string secret, int days)
    {
        await using WebApplication app = WebApplication.CreateSlimBuilder().Build();

        ArgumentException refused = Should.Throw<ArgumentException>(() => app.MapOutsourcingOnCallSheet("/partner", secret, _ => ValueTask.FromResult<DelegationBrief?>(null), days));

        refused.Message.ShouldNotContain("has a blank and more");
    }

    private static DateTimeOffset Now { get; } = new(2026, 3, 2, 23, 30, 0, TimeSpan.Zero);

    private static DelegationBrief Brief { get; } = DelegationBrief.Create("lighthouse", "Answer calls")
        .AddContact(new BriefContact { Id = ContactId.From("owner"), Name = "Ann North", Numbers = [PhoneNumber.Parse("+12025550188")] })
        .AddContact(new BriefContact { Id = ContactId.From("fitter"), Name = "Bo Fitter", Numbers = [PhoneNumber.Parse("+12025550189")] })
        .WithOnCall(new OnCallSchedule { TimeZone = "Europe/Berlin", Rotations = [new OnCallRotation { Id = "weeks", Contacts = [ContactId.From("owner"), ContactId.From("fitter")], StartsOn = new DateOnly(2026, 1, 5), HandoverAt = new TimeOnly(8, 0) }] });

#pragma warning disable RS0030 // A client of the test, to its own host.
    private static HttpClient Client(WebApplication app) => new(new SocketsHttpHandler()) { BaseAddress = new Uri(app.Urls.First()) };
#pragma warning restore RS0030

    private static async Task<WebApplication> StartAsync(DelegationBrief? brief)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
        builder.Services.AddOutsourcing();
        WebApplication app = builder.Build();
        app.MapOutsourcingOnCallSheet("/partner", Secret, _ => ValueTask.FromResult(brief));
        await app.StartAsync();
        return app;
    }
}
