using System.Security.Cryptography;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.Http.Tests.Signatures;

public sealed class StandardWebhooksTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly string Secret = "whsec_" + Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(value => (byte)value)]);
    private static readonly string Other = "whsec_" + Convert.ToBase64String([.. Enumerable.Range(100, 32).Select(value => (byte)value)]);
    private static readonly byte[] Body = SHA256.HashData("seed"u8).SelectMany(value => SHA256.HashData([value])).Concat(new byte[1250]).Take(1250).ToArray();

    // The constants that the specification's own libraries are tested with.
    [Fact]
    public void Sign_VectorOfTheSpecification_IsItsSignature() =>
        StandardWebhooks.Sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), "{\"test\": 2432232314}"u8)
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Fact]
    public void Sign_SeveralSecrets_IsOneSignatureEachInTheirOrder()
    {
        StandardWebhooks.Sign([Secret, Other], "msg_1", Now, Body).ShouldBe($"{StandardWebhooks.Sign(Secret, "msg_1", Now, Body)} {StandardWebhooks.Sign(Other, "msg_1", Now, Body)}");
        Should.Throw<ArgumentException>(() => StandardWebhooks.Sign([], "msg_1", Now, Body));
    }

    [Theory]
    [InlineData(23, "23 bytes")]
    [InlineData(24, null)]
    [InlineData(64, null)]
    [InlineData(65, "65 bytes")]
    public void FindSecretProblem_Length_IsThatOfTheSpecification(int bytes, string? problem)
    {
        string secret = Convert.ToBase64String(new byte[bytes]);

        string? found = StandardWebhooks.FindSecretProblem("whsec_" + secret);

        (found is null).ShouldBe(problem is null);
        (found ?? "").ShouldContain(problem ?? "");
        (found ?? "").ShouldNotContain(secret);
    }

    [Fact]
    public void FindSecretProblem_OtherThanWhsecAndBase64_IsNamedWithoutTheSecret()
    {
        StandardWebhooks.FindSecretProblem(Secret["whsec_".Length..])!.ShouldContain("whsec_");
        StandardWebhooks.FindSecretProblem("whsec_no*base64")!.ShouldNotContain("no*base64");
        StandardWebhooks.FindSecretProblem(null).ShouldNotBeNull();
        StandardWebhooks.FindSecretProblem(StandardWebhooks.NewSecret()).ShouldBeNull();
        StandardWebhooks.NewSecret().ShouldNotBe(StandardWebhooks.NewSecret());
    }

    [Theory]
    [InlineData(-301, WebhookRefusal.TooOld)]
    [InlineData(-300, WebhookRefusal.None)]
    [InlineData(0, WebhookRefusal.None)]
    [InlineData(300, WebhookRefusal.None)]
    [InlineData(301, WebhookRefusal.TooNew)]
    [InlineData(-600, WebhookRefusal.TooOld)]
    [InlineData(600, WebhookRefusal.TooNew)]
    [Reliability(10, "-301 s and +301 s refused, -300 s and +300 s believed; a clock 10 minutes off is told apart by TooOld and TooNew")]
    public void Verify_TimeAtTheEdges_IsBelievedWithin300Seconds(int seconds, WebhookRefusal expected) =>
        StandardWebhooks.Verify(Signed(Body, Now.AddSeconds(seconds)), [Secret], Now).Refusal.ShouldBe(expected);

    [Fact]
    [Reliability(11, "each of the 10,000 bits of a body flipped: 0 accepted")]
    public void Verify_OneBitFlippedAnywhere_IsNeverBelieved()
    {
        WebhookRequest good = Signed(Body, Now);
        StandardWebhooks.Verify(good, [Secret], Now).IsValid.ShouldBeTrue();
        int believed = 0;

        for (int bit = 0; bit < Body.Length * 8; bit++)
        {
            byte[] changed = [.. Body];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            believed += StandardWebhooks.Verify(new WebhookRequest("POST", good.Url, good.Headers, changed), [Secret], Now).IsValid ? 1 : 0;
        }

        (Body.Length * 8, believed).ShouldBe((10_000, 0));
    }

    [Theory]
    [InlineData("webhook-id")]
    [InlineData("webhook-timestamp")]
    [InlineData("webhook-signature")]
    [Reliability(11, "each bit of the id, the time and the signature flipped: 0 accepted")]
    public void Verify_OneBitOfAHeaderFlipped_IsNeverBelieved(string name)
    {
        WebhookRequest good = Signed(Body, Now);
        string value = good.Header(name)!;
        int tried = 0;

        for (int bit = 0; bit < value.Length * 7; bit++)
        {
            char[] changed = value.ToCharArray();
            changed[bit / 7] ^= (char)(1 << (bit % 7));
            WebhookRequest request = new("POST", good.Url, good.Headers.Select(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase) ? new(header.Key, new string(changed)) : header), Body);
            StandardWebhooks.Verify(request, [Secret], Now).IsValid.ShouldBeFalse(new string(changed));
            tried++;
        }

        tried.ShouldBeGreaterThan(30);
    }

    [Theory]
    [InlineData("\r\n\r\n")]
    [InlineData("\uFEFF{}")]
    [InlineData("{\"a\":\"\\u00e9\"}")]
    [InlineData("a=1&a=%2B")]
    [Reliability(11, "CRLF, byte order mark, escaped unicode, form and invalid UTF-8 are verified as they came")]
    public void Verify_RawBytes_AreWhatIsSigned(string text)
    {
        byte[] body = [.. System.Text.Encoding.UTF8.GetBytes(text), 0xFF, 0xC0];

        StandardWebhooks.Verify(Signed(body, Now), [Secret], Now).IsValid.ShouldBeTrue();
        StandardWebhooks.Verify(new WebhookRequest("POST", "https://crm.example/hook", Signed(body, Now).Headers, body.AsMemory(0, body.Length - 1)), [Secret], Now).IsValid.ShouldBeFalse();
    }

    [Fact]
    [Reliability(12, "malformed and unknown members and one valid: accepted; 32 members accepted, 33 refused")]
    public void Verify_ListOfSignatures_OneThatFitsIsEnoughAndMoreThan32AreTooMany()
    {
        string valid = StandardWebhooks.Sign(Secret, "msg_1", Now, Body);
        WebhookCheck Check(string signatures) => StandardWebhooks.Verify(Request(Body, Now, signatures), [Secret], Now);

        Check($"v1, v1,%%% nonsense v9,AAAA v1a,AAAA v1,AAAA {valid}").IsValid.ShouldBeTrue();
        Check(string.Join(' ', Enumerable.Repeat("v1,AAAA", 31).Append(valid))).IsValid.ShouldBeTrue();
        Check(string.Join(' ', Enumerable.Repeat("v1,AAAA", 32).Append(valid))).Refusal.ShouldBe(WebhookRefusal.MalformedSignature);
    }

    [Fact]
    [Reliability(13, "while two secrets are given both are believed (0 of 200 refused); with the new one alone 0 of 100 of the old")]
    public void Verify_SecretReplaced_BothAreBelievedThenOnlyTheNewOne()
    {
        WebhookRequest[] old = [.. Enumerable.Range(0, 100).Select(index => Signed([(byte)index], Now))];
        WebhookRequest[] fresh = [.. Enumerable.Range(0, 100).Select(index => Request([(byte)index], Now, StandardWebhooks.Sign(Other, "msg_1", Now, [(byte)index])))];

        old.Concat(fresh).Count(request => StandardWebhooks.Verify(request, [Other, Secret], Now).IsValid).ShouldBe(200);
        old.Count(request => StandardWebhooks.Verify(request, [Other], Now).IsValid).ShouldBe(0);
        fresh.Count(request => StandardWebhooks.Verify(request, [Other], Now).IsValid).ShouldBe(100);
    }

    [Fact]
    [Reliability(15, "no secret, an empty one and one that is not base64: nothing is believed")]
    public void Verify_WithoutASecret_BelievesNothing()
    {
        StandardWebhooks.Verify(Signed(Body, Now), [], Now).IsValid.ShouldBeFalse();
        StandardWebhooks.Verify(Signed(Body, Now), ["", "whsec_", "%%%"], Now).IsValid.ShouldBeFalse();
    }

    private static WebhookRequest Signed(byte[] body, DateTimeOffset at) => Request(body, at, StandardWebhooks.Sign(Secret, "msg_1", at, body));

    private static WebhookRequest Request(byte[] body, DateTimeOffset at, string signatures) => new(
        "POST",
        "https://crm.example/hook",
        [new("webhook-id", "msg_1"), new("webhook-timestamp", $"{at.ToUnixTimeSeconds()}"), new("webhook-signature", signatures)],
        body);
}
