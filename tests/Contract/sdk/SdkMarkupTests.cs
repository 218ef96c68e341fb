using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using CsCheck;
using Outsourcing.Telephony;
using Shouldly;

namespace Outsourcing.Contract.Sdk;

/// <summary>Our call-control documents say what the providers' own libraries write for the same, whatever texts they hold.</summary>
public sealed class SdkMarkupTests
{
    private const string Signs = "&<>\"' \t\r\n]äß漢\u00A0\u2028\uFFFD";

    private static readonly string[] Addresses = ["https://crm.example.com/h", "https://crm.example.com:8443/h?a=1&b=%22%3C", "https://crm.example.com/h?q=x+y;z#f"];
    private static readonly PhoneNumber Business = PhoneNumber.Parse("+12125550100");
    private static readonly PhoneNumber Partner = PhoneNumber.Parse("+14155550123");

    // Every character that XML 1.0 can hold is as good as another; those that need escaping come often.
    private static readonly SdkValues[] Values = [.. Gen.Select(
            Gen.String[Gen.OneOf(Gen.Char.AlphaNumeric, Gen.Int[0, Signs.Length - 1].Select(index => Signs[index]), Gen.Const('z')), 1, 60],
            Gen.Int[0, Addresses.Length - 1].Select(index => Addresses[index]))
        .Array[30].Single()
        .Select(sample => new SdkValues("Hello " + sample.Item1 + "\U0001F600 end", sample.Item2, Business.E164, Partner.E164))];

    [NpmFact(".")]
    public async Task Twilio_VerbsAndFlow_AreWhatItsLibraryWrites()
    {
        Dictionary<string, string>[] theirs = (await ProviderSdk.RunAsync("twilio", render: Values)).Rendered;
        foreach ((SdkValues values, Dictionary<string, string> rendered) in Values.Zip(theirs))
        {
            ShouldBeTheSame(Verbs(TwilioMarkup.Instance, values, TwilioMarkup.Instance.Message(values.Text)), rendered["verbs"]);
            ShouldBeTheSame(Render(new TwilioWebhookReceiver("a", new TwilioOptions()), Flow(values, text: true)), rendered["flow"]);
        }
    }

    [NpmFact(".")]
    public async Task TelnyxAndSignalWire_SharedVerbs_AreWhatTwilioWrites()
    {
        // Neither offers a writer of its own: their documentation defines these verbs as Twilio's.
        Dictionary<string, string>[] theirs = (await ProviderSdk.RunAsync("twilio", render: Values)).Rendered;
        foreach ((SdkValues values, Dictionary<string, string> rendered) in Values.Zip(theirs))
        {
            XElement expected = XDocument.Parse(rendered["verbs"], LoadOptions.PreserveWhitespace).Root!;
            expected.Element("Sms")!.Remove();
            Canonical(Verbs(TelnyxMarkup.Instance, values)).ShouldBe(Canonical(expected));
            Canonical(Verbs(SignalWireMarkup.Instance, values)).ShouldBe(Canonical(expected));
        }
    }

    [NpmFact(".")]
    public async Task Plivo_VerbsAndFlow_AreWhatItsLibraryWrites()
    {
        Dictionary<string, string>[] theirs = (await ProviderSdk.RunAsync("plivo", render: Values)).Rendered;
        PlivoMarkup markup = PlivoMarkup.Instance;
        foreach ((SdkValues values, Dictionary<string, string> rendered) in Values.Zip(theirs))
        {
            Uri url = new(values.Url);
            ShouldBeTheSame(
                markup.Document(
                    markup.Speak(values.Text, "en-GB", "WOMAN"),
                    markup.Play(url),
                    markup.GetInput(url, [markup.Speak(values.Text), markup.Play(url)], "dtmf speech", 4, TimeSpan.FromSeconds(15)),
                    markup.Dial([markup.Number(Partner)], Business, TimeSpan.FromSeconds(20), url, url),
                    markup.Record(TimeSpan.FromSeconds(90), url, transcribe: true),
                    markup.Record(wholeCall: true),
                    markup.Hangup()).ToString(),
                rendered["verbs"]);
            ShouldBeTheSame(Render(new PlivoWebhookReceiver("a", new PlivoOptions()), Flow(values, text: false)), rendered["flow"]);
        }
    }

    [NpmFact(".")]
    public async Task Vonage_Flow_IsWhatItsLibraryWrites()
    {
        Dictionary<string, string>[] theirs = (await ProviderSdk.RunAsync("vonage", render: Values)).Rendered;
        foreach ((SdkValues values, Dictionary<string, string> rendered) in Values.Zip(theirs))
        {
            string ours = Render(new VonageWebhookReceiver("a", new VonageOptions()), Flow(values, text: false, whisper: false));
            JsonNode.DeepEquals(JsonNode.Parse(ours), JsonNode.Parse(rendered["flow"])).ShouldBeTrue($"ours:   {ours}\ntheirs: {rendered["flow"]}");
        }
    }

    private static string Verbs(CompatibleMarkup markup, SdkValues values, VoiceElement? message = null)
    {
        Uri url = new(values.Url);
        return markup.Document([
            markup.Say(values.Text, "Polly.Joanna", "en-GB", 2),
            markup.Play(url, 0),
            markup.PlayDigits("ww12#"),
            markup.Pause(TimeSpan.FromSeconds(2)),
            markup.Gather(url, [markup.Say(values.Text), markup.Play(url), markup.Pause(TimeSpan.FromSeconds(1))], "dtmf speech", 4, TimeSpan.FromSeconds(5), "*"),
            markup.Dial(
                [markup.Number(Partner, url, url), markup.Sip("sip:desk@example.com"), markup.Conference(values.Text, endOnExit: true, startOnEnter: false)],
                Business, TimeSpan.FromSeconds(15), url, "record-from-answer", url),
            markup.Record(TimeSpan.FromSeconds(90), url, transcribe: true, url, playBeep: true, action: url),
            .. message is null ? Array.Empty<VoiceElement>() : [message],
            markup.Redirect(url),
            markup.Reject(busy: true),
            markup.Hangup(),
        ]).ToString();
    }

    private static CallFlow Flow(SdkValues values, bool text, bool whisper = true)
    {
        Uri url = new(values.Url);
        CallFlowStep[] steps =
        [
            new SayStep(values.Text, "en-GB"),
            new PlayStep(url),
            new GatherStep(values.Text, url, Digits: 1),
            new GatherStep(values.Text, url, Speech: true) { Timeout = TimeSpan.FromSeconds(8) },
            new DialStep(Partner) { Record = true, ShownNumber = Business, StatusCallback = url, Whisper = whisper ? url : null },
            new VoicemailStep(values.Text, url) { Transcribe = true },
            .. text ? new CallFlowStep[] { new TextStep(values.Text) } : [],
            new HangUpStep(),
        ];
        return CallFlow.Of(steps);
    }

    private static string Render(Outsourcing.Webhooks.IWebhookReceiver receiver, CallFlow flow) => Encoding.UTF8.GetString(receiver.Render(flow).Body.Span);

    private static void ShouldBeTheSame(string ours, string theirs) => Canonical(ours).ShouldBe(Canonical(theirs));

    /// <summary>Writes what a parser reads: names, attributes by name, texts.</summary>
    private static string Canonical(string xml) => Canonical(XDocument.Parse(xml, LoadOptions.PreserveWhitespace).Root!);

    private static string Canonical(XElement root)
    {
        StringBuilder text = new();
        Write(root);
        return text.ToString();

        void Write(XElement element)
        {
            text.Append('(').Append(element.Name);
            foreach (XAttribute attribute in element.Attributes().OrderBy(attribute => attribute.Name.ToString(), StringComparer.Ordinal))
            {
                text.Append(' ').Append(attribute.Name).Append('=').Append(attribute.Value).Append(';');
            }

            foreach (XNode node in element.Nodes())
            {
                if (node is XElement child)
                {
                    Write(child);
                }
                else if (node is XText words)
                {
                    text.Append(words.Value);
                }
            }

            text.Append(')');
        }
    }
}
