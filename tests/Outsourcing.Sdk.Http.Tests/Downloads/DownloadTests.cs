using Shouldly;

namespace Outsourcing.Http.Tests.Downloads;

public sealed class DownloadTests
{
    /// <summary>Addresses that are no recordings' addresses.</summary>
    public static TheoryData<string> Elsewhere { get; } =
    [
        "http://api.example.com/x.mp3",
        "https://evilexample.com/x.mp3",
        "https://example.com.evil.net/x.mp3",
        "https://user@media.example.com/x.mp3",
        "https://169.254.169.254/latest",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://2130706433/x",
        "https://0177.0.0.1/x",
        "https://0x7f.0.0.1/x",
        "https://[::ffff:127.0.0.1]/x",
        "https://0.0.0.0/x",
        "https://10.0.0.1/x",
        "https://172.16.0.1/x",
        "https://192.168.0.1/x",
        "https://100.64.0.1/x",
        "https://[fd00::1]/x",
        "gopher://media.example.com/x",
        "file:///etc/passwd",
    ];

    [Theory]
    [MemberData(nameof(Elsewhere))]
    [Reliability(22, "0 requests to other names, to numbers in every notation, file:, gopher: and addresses with user info")]
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

    [Theory]
    [MemberData(nameof(Elsewhere))]
    [Reliability(22, "a redirect to each of these addresses: 0 requests there")]
    public async Task Download_RedirectToAnotherHost_IsNotFollowed(string address)
    {
        StubChannel stub = new StubChannel().Answer(302, shape: response => response.Headers.Location = new Uri(address));

        (await Should.ThrowAsync<ProviderException>(() => stub.Build().DownloadAsync("recordings.download", new Uri("/x.mp3", UriKind.Relative)))).Code.ShouldBe("host-not-allowed");
        stub.Sent.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Reliability(23, "ends at the cap, announced or not")]
    public async Task Download_LargerThanTheCap_Ends(bool announced)
    {
        using MemoryStream sound = new(new byte[5000]);
        StreamContent content = announced ? new(sound) : new(new System.IO.Compression.GZipStream(new MemoryStream(Packed(5000)), System.IO.Compression.CompressionMode.Decompress));
        content.Headers.ContentLength.HasValue.ShouldBe(announced);
        StubChannel stub = new StubChannel().Content(content);
        stub.Http.MaxDownloadBytes = 1024;

        // A known length is refused at once, a hidden one while it is read.
        Task<ProviderDownload> opening = stub.Build().DownloadAsync("recordings.download", new Uri("/x.mp3", UriKind.Relative));
        (await Should.ThrowAsync<ProviderException>(async () =>
        {
            await using ProviderDownload download = await opening;
            await download.Content.CopyToAsync(Stream.Null);
        })).Code.ShouldBe("too-large");
        opening.IsFaulted.ShouldBe(announced);
    }

    [Fact]
    [Reliability(23, "3 redirects are followed, a fourth is not")]
    public async Task Download_FourRedirects_AreNotFollowed()
    {
        StubChannel stub = new();
        for (int hop = 0; hop < 4; hop++)
        {
            stub.Answer(302, shape: response => response.Headers.Location = new Uri("/again.mp3", UriKind.Relative));
        }

        await Should.ThrowAsync<ProviderException>(() => stub.Build().DownloadAsync("recordings.download", new Uri("/x.mp3", UriKind.Relative)));
        stub.Sent.Count.ShouldBe(4);
    }

    [Fact]
    [Reliability(23, "HTML instead of sound is refused")]
    public async Task Download_PageInsteadOfSound_IsRefused()
    {
        StubChannel stub = new StubChannel().Answer(200, "<html>", "text/html");

        (await Should.ThrowAsync<ProviderException>(() => stub.Build().DownloadAsync("recordings.download", new Uri("/x.mp3", UriKind.Relative)))).Code.ShouldBe("html");
    }

    private static byte[] Packed(int length)
    {
        using MemoryStream packed = new();
        using (System.IO.Compression.GZipStream gzip = new(packed, System.IO.Compression.CompressionLevel.Fastest))
        {
            gzip.Write(new byte[length]);
        }

        return packed.ToArray();
    }
}
