using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace Outsourcing.Http.Tests.Downloads;

/// <summary>Downloads that break in the middle, and addresses that run out.</summary>
public sealed class ResumptionTests
{
    private const string Changed = "Mon, 02 Mar 2026 12:00:00 GMT";

    [Fact]
    [Reliability(23, "reset after 100,000, 150,000 and 200,000 of 300,000 bytes: goes on by Range and If-Range with the strong entity tag, and every byte is the recording's")]
    public async Task Download_BrokenThreeTimes_GoesOnWhereItBroke()
    {
        Recording recording = new Recording().BreakAt(100_000, 150_000, 200_000);
        await using MediaServer server = await MediaServer.StartAsync(recording.ServeAsync);
        await using MediaAccount account = new(server.Address);

        await using ProviderDownload download = await account.DownloadAsync("/x.wav");

        (await recording.ReadAsync(download)).ShouldBe(recording.Sound);
        server.Seen.Select(seen => (seen.Range, seen.IfRange)).ShouldBe([(null, null), ("bytes=100000-", "\"a1\""), ("bytes=150000-", "\"a1\""), ("bytes=200000-", "\"a1\"")]);
        server.Seen.ShouldAllBe(seen => seen.Authorization == $"Bearer {MediaAccount.Secret}");
        download.Length.ShouldBe(300_000);
    }

    [Fact]
    [Reliability(23, "a fourth break is an error: at most 3 resumptions, 4 requests")]
    public async Task Download_BrokenFourTimes_IsAnError()
    {
        Recording recording = new Recording().BreakAt(100_000, 150_000, 200_000, 250_000);
        await using MediaServer server = await MediaServer.StartAsync(recording.ServeAsync);
        await using MediaAccount account = new(server.Address);
        await using ProviderDownload download = await account.DownloadAsync("/x.wav");

        ProviderException broken = await Should.ThrowAsync<ProviderException>(() => recording.ReadAsync(download));

        broken.Failure.ShouldBe(ProviderFailure.Connection);
        server.Seen.Length.ShouldBe(4);
        (await Should.ThrowAsync<ProviderException>(() => download.Content.ReadAsync(new byte[1]).AsTask())).Code.ShouldBe(broken.Code);
    }

    [Fact]
    [Reliability(23, "a resumption that brings no byte is the last: 2 requests")]
    public async Task Download_BrokenAgainWithoutProgress_IsAnError()
    {
        Recording recording = new Recording().BreakAt(100_000);
        TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int parts = 0;
        await using MediaServer server = await MediaServer.StartAsync(async context =>
        {
            if (context.Request.Headers.Range.Count == 0 || parts++ > 0)
            {
                await recording.ServeAsync(context);
                return;
            }

            context.Response.StatusCode = 206;
            context.Response.ContentLength = 200_000;
            context.Response.Headers.ETag = recording.ETag;
            context.Response.Headers.ContentRange = "bytes 100000-299999/300000";
            await context.Response.Body.FlushAsync();
            await answered.Task;
            context.Abort();
        });
        await using MediaAccount account = new(server.Address, configure: http => http.AddHttpMessageHandler(() => new AnswerSignal(HttpStatusCode.PartialContent, answered)));
        await using ProviderDownload download = await account.DownloadAsync("/x.wav");

        ProviderException broken = await Should.ThrowAsync<ProviderException>(() => recording.ReadAsync(download));

        broken.Failure.ShouldBe(ProviderFailure.Connection);
        broken.Status.ShouldBe(HttpStatusCode.OK);
        server.Seen.Length.ShouldBe(2);
    }

    [Fact]
    [Reliability(23, "a stall in the middle: goes on at the same byte, by the time of the last change where there is no entity tag")]
    public async Task Download_Stalled_GoesOnByTheTimeOfTheLastChange()
    {
        FakeTimeProvider time = new();
        Recording recording = new Recording { ETag = null, LastModified = Changed, Silent = true }.BreakAt(100_000);
        await using MediaServer server = await MediaServer.StartAsync(recording.ServeAsync);
        await using MediaAccount account = new(server.Address, time: time);
        await using ProviderDownload download = await account.DownloadAsync("/x.wav");

        (await recording.ReadAsync(download, () => time.Advance(TimeSpan.FromSeconds(10)))).ShouldBe(recording.Sound);

        server.Seen.Select(seen => (seen.Range, seen.IfRange)).ShouldBe([(null, null), ("bytes=100000-", Changed)]);
    }

    [Fact]
    public async Task Resumption_ShorterPartThanAskedFor_AsksForTheRest()
    {
        Recording recording = new Recording { PartLength = 120_000 }.BreakAt(100_000);
        await using MediaServer server = await MediaServer.StartAsync(recording.ServeAsync);
        await using MediaAccount account = new(server.Address);
        await using ProviderDownload download = await account.DownloadAsync("/x.wav");

        (await recording.ReadAsync(download)).ShouldBe(recording.Sound);

        server.Seen.Select(seen => seen.Range).ShouldBe([null, "bytes=100000-", "bytes=220000-"]);
    }

    [Fact]
    public async Task Download_CancelledWhileItStalls_IsCancelledAndNotResumed()
    {
        Recording recording = new Recording { Silent = true }.BreakAt(100_000);
        await using MediaServer server = await MediaServer.StartAsync(recording.ServeAsync);
        await using MediaAccount account = new(server.Address);
        await using ProviderDownload download = await account.DownloadAsync("/x.wav");
        await download.Content.ReadExactlyAsync(new byte[100_000]);
        using CancellationTokenSource enough = new();
        ValueTask<int> reading = download.Content.ReadAsync(new byte[1], enough.Token);

        await enough.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(reading.AsTask());
        server.Seen.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("weak tag")]
    [InlineData("weak tag and date")]
    [InlineData("date of this second")]
    [InlineData("no validator")]
    [InlineData("no parts")]
    [Reliability(23, "a break without a strong validator or without Accept-Ranges: a typed error, and nothing is asked for again")]
    public async Task Download_BrokenWithoutValidator_IsAnError(string server)
    {
        Recording recording = new Recording { ETag = null }.BreakAt(100_000);
        switch (server)
        {
            case "weak tag":
                recording.ETag = "W/\"a1\"";
                break;
            case "weak tag and date":
                recording.ETag = "W/\"a1\"";
                recording.LastModified = Changed;
                break;
            case "date of this second":
                recording.LastModified = Changed;
                recording.Shape = context => context.Response.Headers.Date = Changed;
                break;
            case "no parts":
                recording.ETag = "\"a1\"";
                recording.AcceptsRanges = false;
                break;
        }

        await using MediaServer media = await MediaServer.StartAsync(recording.ServeAsync);
        await using MediaAccount account = new(media.Address);
        await using ProviderDownload download = await account.DownloadAsync("/x.wav");

        ProviderException broken = await Should.ThrowAsync<ProviderException>(() => recording.ReadAsync(download));

        broken.Failure.ShouldBe(ProviderFailure.Connection);
        broken.IsTransient.ShouldBeTrue();
        media.Seen.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("whole")]
    [InlineData("other tag")]
    [InlineData("no tag")]
    [InlineData("other start")]
    [InlineData("other length")]
    [InlineData("no range")]
    [Reliability(23, "a resumption answered by 200, another entity tag or none, another start or length: a typed error, and no byte of it is handed out")]
    public async Task Resumption_OfAnotherRecording_IsAnError(string answer)
    {
        Recording recording = new Recording().BreakAt(100_000);
        byte[] first = recording.Sound;
        await using MediaServer server = await MediaServer.StartAsync(context =>
        {
            if (context.Request.Headers.Range.Count > 0)
            {
                recording.Sound = new byte[first.Length];
                recording.AcceptsRanges = answer != "whole";
                recording.Shape = answer switch
                {
                    "other tag" => changed => changed.Response.Headers.ETag = "\"b2\"",
                    "no tag" => changed => changed.Response.Headers.ETag = default,
                    "other start" => changed => changed.Response.Headers.ContentRange = "bytes 99999-299998/300000",
                    "other length" => changed => changed.Response.Headers.ContentRange = "bytes 100000-299999/300001",
                    "no range" => changed => changed.Response.Headers.ContentRange = default,
                    _ => null,
                };
            }

            return recording.ServeAsync(context);
        });
        await using MediaAccount account = new(server.Address);
        await using ProviderDownload download = await account.DownloadAsync("/x.wav");
        byte[] read = new byte[100_000];
        await download.Content.ReadExactlyAsync(read);
        Task<int> next = download.Content.ReadAsync(new byte[1000]).AsTask();
        recording.Taken(100_000);

        (await Should.ThrowAsync<ProviderException>(() => next)).Code.ShouldBe("changed");

        read.ShouldBe(first[..100_000]);
        server.Seen.Length.ShouldBe(2);
    }

    [Fact]
    [Reliability(23, "a resumption that is redirected to another host is checked as the first request is: 0 requests there")]
    public async Task Resumption_RedirectedElsewhere_IsNotFollowed()
    {
        Recording recording = new Recording().BreakAt(100_000);
        await using MediaServer server = await MediaServer.StartAsync(context =>
        {
            if (context.Request.Headers.Range.Count == 0)
            {
                return recording.ServeAsync(context);
            }

            context.Response.Redirect("https://evil.example.net/x.wav");
            return Task.CompletedTask;
        });
        await using MediaAccount account = new(server.Address);
        await using ProviderDownload download = await account.DownloadAsync("/x.wav");

        (await Should.ThrowAsync<ProviderException>(() => recording.ReadAsync(download))).Code.ShouldBe("host-not-allowed");
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    [Reliability(23, "an address that ran out (401, 403, 404, 410): asked for anew once, and the recording is read from the fresh one")]
    public async Task Download_AddressRanOut_IsAskedForOnce(int status)
    {
        Recording recording = new();
        await using MediaServer server = await MediaServer.StartAsync(context => Signed(context, recording, "/2", status));
        await using MediaAccount account = new(server.Address);
        int asked = 0;

        await using ProviderDownload download = await account.DownloadAsync("/1", _ => Task.FromResult<Uri?>(new Uri($"/{++asked + 1}", UriKind.Relative)));

        (await recording.ReadAsync(download)).ShouldBe(recording.Sound);
        asked.ShouldBe(1);
        server.Seen.Select(seen => seen.Path).ShouldBe(["/1", "/2"]);
    }

    [Fact]
    [Reliability(23, "a fresh address that has run out too: an error after 2 requests, nothing is asked for a second time")]
    public async Task Download_FreshAddressRanOut_IsAnError()
    {
        await using MediaServer server = await MediaServer.StartAsync(context => Signed(context, new Recording(), "/none", 403));
        await using MediaAccount account = new(server.Address);
        int asked = 0;

        (await Should.ThrowAsync<ProviderException>(() => account.DownloadAsync("/1", _ => Task.FromResult<Uri?>(new Uri($"/{++asked + 1}", UriKind.Relative))))).Status.ShouldBe(HttpStatusCode.Forbidden);

        asked.ShouldBe(1);
        server.Seen.Length.ShouldBe(2);
    }

    [Fact]
    public async Task Download_NoFreshAddress_IsTheFirstError()
    {
        await using MediaServer server = await MediaServer.StartAsync(context => Signed(context, new Recording(), "/none", 404));
        await using MediaAccount account = new(server.Address);

        (await Should.ThrowAsync<ProviderException>(() => account.DownloadAsync("/1", _ => Task.FromResult<Uri?>(null)))).Failure.ShouldBe(ProviderFailure.NotFound);

        server.Seen.ShouldHaveSingleItem();
    }

    [Fact]
    [Reliability(23, "a fresh address is checked as the first is: 0 requests to a host that is not allowed")]
    public async Task Download_FreshAddressElsewhere_IsNotAsked()
    {
        await using MediaServer server = await MediaServer.StartAsync(context => Signed(context, new Recording(), "/none", 403));
        await using MediaAccount account = new(server.Address);

        (await Should.ThrowAsync<ProviderException>(() => account.DownloadAsync("/1", _ => Task.FromResult<Uri?>(new Uri("https://evil.example.net/x"))))).Code.ShouldBe("host-not-allowed");
    }

    [Fact]
    [Reliability(23, "an address that ran out while its download was broken: asked for anew once, and read on from the same byte")]
    public async Task Resumption_AddressRanOut_GoesOnAtAFreshOne()
    {
        Recording recording = new Recording().BreakAt(100_000);
        string open = "/1";
        await using MediaServer server = await MediaServer.StartAsync(context =>
        {
            if (context.Request.Headers.Range.Count > 0)
            {
                open = "/2";
            }

            return Signed(context, recording, open, 403);
        });
        await using MediaAccount account = new(server.Address);
        await using ProviderDownload download = await account.DownloadAsync("/1", _ => Task.FromResult<Uri?>(new Uri("/2", UriKind.Relative)));

        (await recording.ReadAsync(download)).ShouldBe(recording.Sound);

        server.Seen.Select(seen => string.Create(CultureInfo.InvariantCulture, $"{seen.Path} {seen.Range}")).ShouldBe(["/1 ", "/1 bytes=100000-", "/2 bytes=100000-"]);
    }

    private static Task Signed(HttpContext context, Recording recording, string open, int status)
    {
        if (context.Request.Path == open)
        {
            return recording.ServeAsync(context);
        }

        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    /// <summary>Tells when an answer's head has arrived.</summary>
    private sealed class AnswerSignal(HttpStatusCode status, TaskCompletionSource arrived) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode == status)
            {
                arrived.TrySetResult();
            }

            return response;
        }
    }
}
