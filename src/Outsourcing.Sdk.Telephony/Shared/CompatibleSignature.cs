using System.Text;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>The signature that Twilio and those compatible with it share, with the points in which they differ.</summary>
internal static class CompatibleSignature
{
    private const string BodyHash = "bodySHA256=";

    /// <param name="request">The request.</param>
    /// <param name="signature">What the header holds.</param>
    /// <param name="keys">The keys; several while one replaces another.</param>
    /// <param name="anyPort">Whether the URL is also tried without a port that is not the standard one.</param>
    /// <param name="onceEach">Whether repeated fields count once per value and sorted; otherwise each, in the order of sending.</param>
    internal static WebhookCheck Verify(WebhookRequest request, string signature, IReadOnlyList<string> keys, bool anyPort, bool onceEach)
    {
        SignedUrl url = new(request.Url);
        bool form = request.Body.Length > 0 && IsForm(request);
        if (request.Body.Length > 0 && !form && !HasBodyHash(request, url))
        {
            // The URL alone is signed: without the body's hash in it, the body could be anyone's.
            return WebhookCheck.Refused(WebhookRefusal.WrongSignature);
        }

        FormFields fields = FormFields.Parse(form ? request.Body.Span : []);
        try
        {
            if (!fields.IsWellFormed)
            {
                // Names and values are signed without what parts them: "a=b" and "a&b" would have one signature.
                return WebhookCheck.Refused(WebhookRefusal.WrongSignature);
            }

            fields.Sort(byValue: onceEach);
            bool other = !url.HasPort || anyPort || url.PortIsStandard;
            bool fits = false;
            foreach (string key in keys)
            {
                fits |= Fits(request.Url, ref fields, key, signature, onceEach);
                fits = fits || (other && Fits(url.OtherPort, ref fields, key, signature, onceEach));
            }

            return fits ? WebhookCheck.Valid(WebhookVerification.BodyNoTimestamp) : WebhookCheck.Refused(WebhookRefusal.WrongSignature);
        }
        finally
        {
            fields.Dispose();
        }
    }

    private static bool Fits(string url, ref FormFields fields, string key, string signature, bool onceEach)
    {
        ByteWriter message = new(1024);
        try
        {
            message.Add(url);
            for (int index = 0; index < fields.Count; index++)
            {
                if (!onceEach || !fields.SameAsPrevious(index))
                {
                    message.Add(fields.Name(index));
                    message.Add(fields.Value(index));
                }
            }

            Span<byte> keyBytes = stackalloc byte[256];
            return Encoding.UTF8.TryGetBytes(key, keyBytes, out int length)
                ? SignatureMac.IsBase64Sha1(keyBytes[..length], message.Written, signature)
                : SignatureMac.IsBase64Sha1(Encoding.UTF8.GetBytes(key), message.Written, signature);
        }
        finally
        {
            message.Dispose();
        }
    }

    private static bool IsForm(WebhookRequest request) =>
        request.Header("Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    private static bool HasBodyHash(WebhookRequest request, SignedUrl url)
    {
        foreach (Range range in url.Query.Split('&'))
        {
            ReadOnlySpan<char> pair = url.Query[range];
            if (pair.StartsWith(BodyHash, StringComparison.Ordinal))
            {
                return SignatureMac.IsHexHash(request.Body.Span, pair[BodyHash.Length..]);
            }
        }

        return false;
    }
}
