using System.Text;
using Shouldly;

namespace Outsourcing.Http.Tests.Downloads;

/// <summary>Names for files that a server proposes.</summary>
public sealed class DownloadNameTests
{
    [Theory]
    [InlineData("attachment; filename=call.wav", "call.wav")]
    [InlineData("attachment; filename=\"a call.wav\"", "a call.wav")]
    [InlineData("attachment; filename=\"../../etc/cron.d/x\"", "x")]
    [InlineData("attachment; filename=\"..\\\\..\\\\Windows\\\\x.dll\"", "x.dll")]
    [InlineData("attachment; filename=\"/etc/passwd\"", "passwd")]
    [InlineData("attachment; filename=\"C:x.exe\"", "C_x.exe")]
    [InlineData("attachment; filename=\"call.wav:stream\"", "call.wav_stream")]
    [InlineData("attachment; filename=\"a/..\"", null)]
    [InlineData("attachment; filename=\"...\"", null)]
    [InlineData("attachment; filename=\"dir/\"", null)]
    [InlineData("attachment; filename=\".bashrc\"", "bashrc")]
    [InlineData("attachment; filename=\"call.wav. .\"", "call.wav")]
    [InlineData("attachment; filename=\"con\"", "_con")]
    [InlineData("attachment; filename=\"AUX.wav\"", "_AUX.wav")]
    [InlineData("attachment; filename=\"nul .tar.gz\"", "_nul .tar.gz")]
    [InlineData("attachment; filename=\"COM1.wav\"", "_COM1.wav")]
    [InlineData("attachment; filename=\"comet.wav\"", "comet.wav")]
    [InlineData("attachment; filename=\"a<b>|?*.wav\"", "a_b____.wav")]
    [InlineData("attachment; filename=x.wav; filename*=UTF-8''caf%C3%A9.wav", "café.wav")]
    [InlineData("attachment; filename=x.wav; filename*=UTF-8''..%2F..%2Fy.wav", "y.wav")]
    [InlineData("attachment; filename=x.wav; filename*=UTF-8''%2E%2E", "x.wav")]
    [InlineData("attachment; filename*=UTF-8''a%00b%0D%0Ac%1B.wav", "abc.wav")]
    [InlineData("attachment; filename*=UTF-8''a%E2%80%AEvaw.exe", "avaw.exe")]
    [InlineData("inline", null)]
    [Reliability(23, "file names by Content-Disposition with folders, drives, control and format characters, Windows devices: what is left names a file in its own folder, or nothing")]
    public async Task FileName_WhateverIsProposed_StaysInItsFolder(string disposition, string? expected)
    {
        Recording recording = new(10) { Shape = context => context.Response.Headers.ContentDisposition = disposition };
        await using MediaServer server = await MediaServer.StartAsync(recording.ServeAsync);
        await using MediaAccount account = new(server.Address);

        await using ProviderDownload download = await account.DownloadAsync("/x.wav");

        download.FileName.ShouldBe(expected);
    }

    [Theory]
    [InlineData('a')]
    [InlineData('é')]
    [InlineData('語')]
    [Reliability(23, "a file name of 5,000 letters: 200 bytes at most, the extension kept")]
    public void FileName_Long_IsCutBeforeItsExtension(char letter)
    {
        string name = DownloadName.From(new("attachment") { FileNameStar = new string(letter, 5000) + ".mp3" })!;

        Encoding.UTF8.GetByteCount(name).ShouldBeInRange(197, 200);
        name.ShouldBe(name[..^4].Trim('.') + ".mp3");
        name[..^4].ShouldAllBe(kept => kept == letter);
    }

    [Fact]
    public void FileName_None_IsNone() => DownloadName.From(null).ShouldBeNull();
}
