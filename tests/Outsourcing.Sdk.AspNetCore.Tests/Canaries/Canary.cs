using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PhoneNumbers;

namespace Outsourcing.AspNetCore.Tests.Canaries;

/// <summary>What must be found nowhere, and every form it could be found in.</summary>
internal static class Canary
{
    // Letters and digits alone, as most providers' tokens, and signs that every encoding writes in a way of its own.
    internal const string TwilioToken = "9b1f0c7ae84d4c62b3f5a7d1e0c84f26";
    internal const string TwilioPrevious = "5d20e7f1c36b48a9907f2be41ac6d873";
    internal const string TwilioKeySecret = "tW+kC/9qXz=Zr&7Lm<v4>NpQ";
    internal const string TelnyxKey = "KEY018F2A7C41D9E_hG5sT2vQx8";
    internal const string VonageSignature = "vS7+uJ/2mKq9Rf&Yd3=Bn6Lw";
    internal const string VonageSecret = "vA4pX9+c/T1zHe&8Gk=5Ui2Mo";
    internal const string PlivoToken = "MzU2YjQ0ZDE3Zjg5YTBjMmU4ZDE5";
    internal const string BandwidthSecret = "bW6/rE+1tYu&0Io=7Pa3Sd9Fg";
    internal const string BandwidthPassword = "bP2h+J/5kLz&4Xc=8Vb0Nm6Qw";
    internal const string SignalWireToken = "PT3c8e1f70b52d4a96c81e0f4b7d29a5e6";
    internal const string SignalWireKey = "PSK_eR5tY8uI2oP4aS7dF1gH6jK9";
    internal const string JambonzKey = "7e4a0b92-5c1d-4f38-8a6e-d3b9f017c254";
    internal const string JambonzSecret = "wh_jB8nM3qW6eR1tY9uI4oP7aS2d";
    internal const string RetellKey = "key_2f8d5b0c7e1a4936d8f27b5c0e9a";
    internal const string RetellWebhookKey = "key_6a1e9d3c8b5f0742e7a4c1d9b3f6";
    internal const string ElevenLabsKey = "sk_0d7f3b8e5c2a9614f7d0b3e8c5a2";
    internal const string ElevenLabsSecret = "wsec_c4b9e2f7a0d5381c6b4e9f2a7d05";
    internal const string VapiKey = "3b7d1f90-8e52-4ac6-b1d4-7f0e92c5a836";
    internal const string VapiSecret = "vApI+5xC/8vB&2nM=6qW0eR4t";
    internal const string DialpadKey = "dPk9Zx3Cv7Bn1Mq5We8Rt2Yu6Io0Pa";
    internal const string DialpadSecret = "dPs+4Df/8Gh&2Jk=6Lz0Xc9Vb";
    internal const string AircallToken = "aC3e7g1i5k9m2o6q0s4u8w1y5a9c3e7";
    internal const string AircallWebhookToken = "45XXYYZZa08f2d6b4c19e7d3";
    internal const string CallRailKey = "cR9f4b7e2a0d6c8153f9b7e4a2d0c6";
    internal const string CallRailSigning = "cRs+7Hj/1Kl&5Zx=9Cv3Bn7Mq";
    internal const string SmithKey = "sMk2Wd4Rf6Tg8Yh0Uj1Ik3Ol5Pz7Ax";
    internal const string MoneypennyPassword = "mP+3wS/7eD&1rF=5tG9yH2uJ";
    internal const string MailboxPassword = "iM8k+O/2lP&6zA=0xS4wE9dC";
    internal const string IntakeSecret = "iN5r+F/9vT&3gB=7yH1nU6jM";
    internal const string SubscriberPath = "hooks9Qm4Kd8Ws2Zx6Yf0Hb5Jt";
    internal const string BrokenSubscriberSecret = "whsec_not*base64*5Rf9Tg3Yh7Uj1Ik";
    internal const string SheetSecret = "oNcAll-4Tg8Yh2Uj6Ik0Ol5Pz9";

    // All it takes to listen to a recording. It is part of the record of its call, and shown where records are.
    internal const string RecordingSignature = "rS1gn4tur3f0e8d2c6b9a7";

    internal const string FirstSentence = "My quokkaphone broke at the zanzibarine pier.";
    internal const string SecondSentence = "Ask for Wilhelmoddo, the door code is thrice umbrageous.";
    internal const string Transcript = FirstSentence + " " + SecondSentence;

    internal static readonly string SubscriberSecret = "whsec_" + Convert.ToBase64String(Encoding.UTF8.GetBytes("a subscriber's own key, 36 bytes long"));

    internal static readonly string VonagePrivateKey = NewPrivateKey();

    internal static readonly IReadOnlyDictionary<string, string> Secrets = new Dictionary<string, string>
    {
        [nameof(TwilioToken)] = TwilioToken,
        [nameof(TwilioPrevious)] = TwilioPrevious,
        [nameof(TwilioKeySecret)] = TwilioKeySecret,
        [nameof(TelnyxKey)] = TelnyxKey,
        [nameof(VonageSignature)] = VonageSignature,
        [nameof(VonageSecret)] = VonageSecret,
        [nameof(VonagePrivateKey)] = VonagePrivateKey.Split('\n')[5].Trim(),
        [nameof(PlivoToken)] = PlivoToken,
        [nameof(BandwidthSecret)] = BandwidthSecret,
        [nameof(BandwidthPassword)] = BandwidthPassword,
        [nameof(SignalWireToken)] = SignalWireToken,
        [nameof(SignalWireKey)] = SignalWireKey,
        [nameof(JambonzKey)] = JambonzKey,
        [nameof(JambonzSecret)] = JambonzSecret,
        [nameof(RetellKey)] = RetellKey,
        [nameof(RetellWebhookKey)] = RetellWebhookKey,
        [nameof(ElevenLabsKey)] = ElevenLabsKey,
        [nameof(ElevenLabsSecret)] = ElevenLabsSecret,
        [nameof(VapiKey)] = VapiKey,
        [nameof(VapiSecret)] = VapiSecret,
        [nameof(DialpadKey)] = DialpadKey,
        [nameof(DialpadSecret)] = DialpadSecret,
        [nameof(AircallToken)] = AircallToken,
        [nameof(AircallWebhookToken)] = AircallWebhookToken,
        [nameof(CallRailKey)] = CallRailKey,
        [nameof(CallRailSigning)] = CallRailSigning,
        [nameof(SmithKey)] = SmithKey,
        [nameof(MoneypennyPassword)] = MoneypennyPassword,
        [nameof(MailboxPassword)] = MailboxPassword,
        [nameof(IntakeSecret)] = IntakeSecret,
        [nameof(SubscriberPath)] = SubscriberPath,
        [nameof(SubscriberSecret)] = SubscriberSecret["whsec_".Length..],
        [nameof(BrokenSubscriberSecret)] = BrokenSubscriberSecret["whsec_".Length..],
        [nameof(SheetSecret)] = SheetSecret,
    };

    internal static readonly IReadOnlyList<PhoneNumber> Numbers =
        [.. new[] { "+12125550147", "+442079460958", "+493090182037", "+33199001234", "+61255501234" }.Select(text => PhoneNumber.Parse(text))];

    // Words that nothing else says stand for the sentences: a part of a transcript is as much as the whole.
    private static readonly string[] Words = ["quokkaphone", "zanzibarine", "Wilhelmoddo", "thrice umbrageous"];

    private static readonly Dictionary<string, string> SecretForms = FormsOf(Secrets.SelectMany(secret => Encodings(secret.Value).Select(form => (form, secret.Key))));

    private static readonly Dictionary<string, string> PersonalForms = FormsOf(Words.SelectMany(word => Encodings(word).Select(form => (form, "transcript"))).Concat(Encodings(RecordingSignature).Select(form => (form, nameof(RecordingSignature)))).Concat(Numbers.SelectMany(NumberForms)));

    private static readonly SearchValues<string> AnySecret = SearchValues.Create([.. SecretForms.Keys], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> AnyPersonal = SearchValues.Create([.. PersonalForms.Keys], StringComparison.OrdinalIgnoreCase);

    /// <summary>Says what a text shows, as what and where; nothing where it shows nothing.</summary>
    internal static string? Find(string text, bool secretsOnly = false) => Find(text, AnySecret, SecretForms) ?? (secretsOnly ? null : Find(text, AnyPersonal, PersonalForms));

    private static string? Find(string text, SearchValues<string> any, Dictionary<string, string> forms)
    {
        int at = text.AsSpan().IndexOfAny(any);
        if (at < 0)
        {
            return null;
        }

        string rest = text[at..];
        return $"{forms.First(form => rest.StartsWith(form.Key, StringComparison.OrdinalIgnoreCase)).Value} in: {text[..Math.Min(text.Length, 60)]} ... {text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 60)]}";
    }

    /// <summary>Gives a text plain, as URLs, forms and JSON write it, in hexadecimal, and in base64 alone or anywhere within other text.</summary>
    internal static IEnumerable<string> Encodings(string text)
    {
        yield return text;
        yield return Uri.EscapeDataString(text);
        yield return WebUtility.UrlEncode(text);
        yield return WebUtility.HtmlEncode(text);
        yield return JsonEncodedText.Encode(text).ToString();
        yield return Convert.ToHexString(Encoding.UTF8.GetBytes(text));

        // Where it begins in the byte stream decides what base64 makes of it; the signs at both ends depend on the neighbours.
        for (int before = 0; before < 3; before++)
        {
            byte[] bytes = [.. new byte[before], .. Encoding.UTF8.GetBytes(text)];
            string within = Convert.ToBase64String(bytes)[(before == 0 ? 0 : before + 1)..(bytes.Length / 3 * 4)];
            yield return within;
            yield return within.Replace('+', '-').Replace('/', '_');
            yield return Uri.EscapeDataString(within);
        }
    }

    private static IEnumerable<(string Form, string Name)> NumberForms(PhoneNumber number)
    {
        PhoneNumberUtil util = PhoneNumberUtil.GetInstance();
        PhoneNumbers.PhoneNumber parsed = util.Parse(number.E164, null);
        string[] forms =
        [
            number.E164[1..],
            util.GetNationalSignificantNumber(parsed),
            util.Format(parsed, PhoneNumberFormat.NATIONAL),
            util.Format(parsed, PhoneNumberFormat.INTERNATIONAL),
            util.Format(parsed, PhoneNumberFormat.RFC3966)["tel:".Length..],
        ];
        return forms.SelectMany(Encodings).Select(form => (form, $"the number {number}"));
    }

    private static Dictionary<string, string> FormsOf(IEnumerable<(string Form, string Name)> forms) =>
        forms.DistinctBy(form => form.Form, StringComparer.OrdinalIgnoreCase).ToDictionary(form => form.Form, form => form.Name, StringComparer.OrdinalIgnoreCase);

    private static string NewPrivateKey()
    {
        using RSA key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    }
}
