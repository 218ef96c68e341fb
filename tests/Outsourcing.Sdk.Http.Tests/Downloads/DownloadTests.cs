using Shouldly;

namespace Outsourcing.Http.Tests.Downloads;

public sealed class DownloadTests
{
    [Theory]
    [InlineData("http://api.example.com/x.mp3")]
    [InlineData("https://evilexample.com/x.mp3")]
    [InlineData("https://example.com.evil.net/x.mp3")]
    [InlineData("https://user@media.example.com/x.mp3")]
    [InlineData("https://169.254.169.254/latest")]
    [InlineData("https://127.0.0.1/x")]
    [InlineData("https://[::1]/x")]
    [InlineData("file:///etc/passwd")]
    [Reliability(22, "0 requests to other names, numbers, file: and addresses with user info")]
    public async Task Download_AddressOfAnotherHost_IsNotAsked(string address)
    {
        StubChannel stub = new();

        (await Should.ThrowAsync<ProviderException>(() => stub.Build().DownloadAsync("recordings.download", new Uri(address)))).Code.ShouldBe("host-not-allowed");
        stub.Sent.ShouldBeEmpty();
    }

    [Fact]
    [Reliability(23, "credentials end where the host changes")]
    public async Task Download_FromAMediaHost_CarriesNoCredentials()
    {
        StubChannel stub = new StubChannel().Answer(307, shape: response => response.Headers.Location = new Uri("https://media.example.com/x.mp3")).Answer(200, "sound", "audio/mpeg");

        await using ProviderDownload download = await stub.Build().DownloadAsync("recordings.download", new Uri("/x.mp3", UriKind.Relative));

        using StreamReader reader = new(download.Content);
        (await reader.ReadToEndAsync()).ShouldBe("sound");
        stub.Sent.Select(sent => sent.Authorization is null).ShouldBe([false, true]);
    }

    [Fact]
    [Reliability(22, "a redirect to 169.254.169.254: 0 requests there")]
    public async Task Download_RedirectToAnotherHost_IsNotFollowed()
    {
        StubChannel stub = new StubChannel().Answer(302, shape: response => response.Headers.Location = new Uri("https://169.254.169.254/"));

        await Should.ThrowAsync<ProviderException>(() => stub.Build().DownloadAsync("recordings.download", new Uri("/x.mp3", UriKind.Relative)));
        stub.Sent.Count.ShouldBe(1);
    }

    [Fact]
    [Reliability(23, "ends at the cap, announced or not")]
    public async Task Download_LargerThanTheCap_Ends()
    {
        StubChannel stub = new StubChannel().Content(new StreamContent(new MemoryStream(new byte[5000])));
        stub.Http.MaxDownloadBytes = 1024;

        // A stream of known length is refused at once, one that hides it while it is read.
        (await Should.ThrowAsync<ProviderException>(async () =>
        {
            await using ProviderDownload download = await stub.Build().DownloadAsync("recordings.download", new Uri("/x.mp3", UriKind.Relative));
            await download.Content.CopyToAsync(Stream.Null);
        })).Code.ShouldBe("too-large");
    }

    [Fact]
    [Reliability(23, "HTML instead of sound is refused")]
    public async Task Download_PageInsteadOfSound_IsRefused()
    {
        StubChannel stub = new StubChannel().Answer(200, "<html>", "text/html");

        (await Should.ThrowAsync<ProviderException>(() => stub.Build().DownloadAsync("recordings.download", new Uri("/x.mp3", UriKind.Relative)))).Code.ShouldBe("html");
    }
}
