using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Shouldly;

namespace Outsourcing.Http.Tests.Downloads;

/// <summary>Content that is not what was announced: too short, or other than the server's checksum says.</summary>
public sealed class DigestTests
{
    [Theory]
    [InlineData("Content-MD5", "{md5}")]
    [InlineData("Digest", "SHA-256={256}")]
    [InlineData("Digest", "md5=x, sha-512={512}")]
    [InlineData("Content-Digest", "sha-256=:{256}:")]
    [InlineData("Content-Digest", "sha-512=:{512}:, sha-256=:{256}:")]
    [InlineData("Repr-Digest", "unixsum=:AA==:, sha-256=:{256}:;q=1")]
    [Reliability(23, "a checksum stated by Content-MD5, Digest, Content-Digest or Repr-Digest: verified over every byte; 1 bit changed in the last byte: a typed error before that byte is handed out")]
    public async Task Download_StatedDigest_IsChecked(string header, string value)
    {
        Recording recording = new();
        string stated = Fill(value, recording.Sound);
        recording.Shape = context => context.Response.Headers.Append(header, stated);
        await using MediaServer server = await MediaServer.StartAsync(recording.ServeAsync);
        await using MediaAccount account = new(server.Address);
        await using (ProviderDownload right = await account.DownloadAsync("/x.wav"))
        {
            right.DigestStated.ShouldBeTrue();
            right.DigestVerified.ShouldBeFalse();
            await recording.ReadAsync(right);
            right.DigestVerified.ShouldBeTrue();
        }

        recording.Sound = [.. recording.Sound[..^1], (byte)(recording.Sound[^1] ^ 1)];
        await using ProviderDownload wrong = await account.DownloadAsync("/x.wav");
        using MemoryStream read = new();

        ProviderException differs = await Should.ThrowAsync<ProviderException>(() => wrong.Content.CopyToAsync(read));

        differs.Failure.ShouldBe(ProviderFailure.InvalidResponse);
        differs.Code.ShouldBe("digest-mismatch");
        wrong.DigestVerified.ShouldBeFalse();
        read.Length.ShouldBeLessThan(recording.Sound.Length);
        (await Should.ThrowAsync<ProviderException>(() => wrong.Content.ReadAsync(new byte[1]).AsTask())).Code.ShouldBe("digest-mismatch");
    }

    [Theory]
    [InlineData("Digest", "SHA-256=not base64")]
    [InlineData("Repr-Digest", "sha-256=:AAAA:")]
    [InlineData("Content-Digest", "md5=:AAAA:")]
    [InlineData("Content-MD5", "x")]
    [InlineData("X-None", "x")]
    public async Task Download_DigestThatCannotBeRead_CountsAsNone(string header, string value)
    {
        Recording recording = new() { Shape = context => context.Response.Headers.Append(header, value) };
        await using MediaServer server = await MediaServer.StartAsync(recording.ServeAsync);
        await using MediaAccount account = new(server.Address);

        await using ProviderDownload download = await account.DownloadAsync("/x.wav");

        (await recording.ReadAsync(download)).ShouldBe(recording.Sound);
        download.DigestStated.ShouldBeFalse();
        download.DigestVerified.ShouldBeFalse();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [Reliability(23, "the checksum of the whole recording holds over resumed parts, also where each part states it again; a part that differs is a typed error")]
    public async Task Resumption_DigestOfTheWhole_IsChecked(bool damaged, bool statedByParts)
    {
        Recording recording = new Recording().BreakAt(100_000, 200_000);
        string stated = Fill("sha-256=:{256}:", recording.Sound);
        byte[] sound = recording.Sound;
        recording.Shape = context =>
        {
            bool part = context.Response.StatusCode == 206;
            if (!part || statedByParts)
            {
                context.Response.Headers["Repr-Digest"] = stated;
            }

            if (part && damaged)
            {
                recording.Sound = [.. sound[..150_000], (byte)(sound[150_000] ^ 1), .. sound[150_001..]];
            }
        };
        await using MediaServer server = await MediaServer.StartAsync(recording.ServeAsync);
        await using MediaAccount account = new(server.Address);
        await using ProviderDownload download = await account.DownloadAsync("/x.wav");

        Task<byte[]> reading = recording.ReadAsync(download);

        if (damaged)
        {
            (await Should.ThrowAsync<ProviderException>(() => reading)).Code.ShouldBe("digest-mismatch");
        }
        else
        {
            (await reading).ShouldBe(sound);
        }

        download.DigestVerified.ShouldBe(!damaged);
        server.Seen.Length.ShouldBe(3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Reliability(23, "a Content-Digest of a part is of that part alone; a part that differs is a typed error")]
    public async Task Resumption_DigestOfThePart_IsChecked(bool damaged)
    {
        Recording recording = new Recording().BreakAt(100_000);
        byte[] sound = recording.Sound;
        string stated = Fill("sha-256=:{256}:", sound[100_000..]);
        recording.Shape = context =>
        {
            if (context.Response.StatusCode == 206)
            {
                context.Response.Headers["Content-Digest"] = stated;
                recording.Sound = damaged ? [.. sound[..150_000], (byte)(sound[150_000] ^ 1), .. sound[150_001..]] : sound;
            }
        };
        await using MediaServer server = await MediaServer.StartAsync(recording.ServeAsync);
        await using MediaAccount account = new(server.Address);
        await using ProviderDownload download = await account.DownloadAsync("/x.wav");

        Task<byte[]> reading = recording.ReadAsync(download);

        if (damaged)
        {
            (await Should.ThrowAsync<ProviderException>(() => reading)).Code.ShouldBe("digest-mismatch");
        }
        else
        {
            (await reading).ShouldBe(sound);
        }

        server.Seen.Length.ShouldBe(2);
    }

    [Fact]
    [Reliability(23, "fewer bytes than Content-Length says: a typed error and no silent end")]
    public async Task Download_ShorterThanAnnounced_IsAnError()
    {
        Recording recording = new Recording { ETag = null }.BreakAt(100_000);
        await using MediaServer server = await MediaServer.StartAsync(recording.ServeAsync);
        await using MediaAccount account = new(server.Address);
        await using ProviderDownload download = await account.DownloadAsync("/x.wav");

        (await Should.ThrowAsync<ProviderException>(() => recording.ReadAsync(download))).Failure.ShouldBe(ProviderFailure.Connection);
    }

    [Theory]
    [InlineData(1001, "truncated")]
    [InlineData(999, "too-large")]
    [Reliability(23, "an end that looks ordinary before Content-Length is reached, or bytes beyond it: a typed error")]
    public async Task Download_OtherLengthThanAnnounced_IsAnError(int announced, string code)
    {
        StreamContent content = new(new MemoryStream(new byte[1000]));
        content.Headers.ContentLength = announced;
        StubChannel stub = new StubChannel().Content(content);
        await using ProviderDownload download = await stub.Build().DownloadAsync("recordings.download", new Uri("/x.mp3", UriKind.Relative));

        (await Should.ThrowAsync<ProviderException>(() => download.Content.CopyToAsync(Stream.Null))).Code.ShouldBe(code);
    }

    [Fact]
    public async Task Download_CompressedOnItsWay_IsReadAndItsDigestNotClaimed()
    {
        Recording recording = new();
        string stated = "";
        await using MediaServer server = await MediaServer.StartAsync(async context =>
        {
            using MemoryStream packed = new();
            using (System.IO.Compression.GZipStream gzip = new(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            {
                gzip.Write(recording.Sound);
            }

            stated = Fill("sha-256=:{256}:", packed.ToArray());
            context.Response.Headers.ContentEncoding = "gzip";
            context.Response.Headers["Repr-Digest"] = stated;
            context.Response.ContentLength = packed.Length;
            await context.Response.Body.WriteAsync(packed.ToArray());
        });
        await using MediaAccount account = new(server.Address);

        await using ProviderDownload download = await account.DownloadAsync("/x.wav");

        (await recording.ReadAsync(download)).ShouldBe(recording.Sound);
        download.DigestVerified.ShouldBeFalse();
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351:Do not use broken cryptographic algorithms", Justification = "RFC 1864 names MD5.")]
    private static string Fill(string value, byte[] of) => value
        .Replace("{md5}", Convert.ToBase64String(MD5.HashData(of)), StringComparison.Ordinal)
        .Replace("{256}", Convert.ToBase64String(SHA256.HashData(of)), StringComparison.Ordinal)
        .Replace("{512}", Convert.ToBase64String(SHA512.HashData(of)), StringComparison.Ordinal);
}
