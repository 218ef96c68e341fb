using System.Text;
using System.Xml;
using System.Xml.Linq;
using CsCheck;
using Outsourcing.Telephony;
using Shouldly;

namespace Outsourcing.Tests.Telephony;

public sealed class VoiceMarkupTests
{
    private static readonly Uri Hook = new("https://crm.example/answer?flow=3&lang=en");

    private const string Special = "&<>\"'\t\r\n\0\u0001\u001F\u007F\u0085\u2028\uD83D\uDE00\uFEFF\uFFFD\uFFFE\uFFFF";

    private static readonly Gen<char> AnyChar = Gen.OneOf(
        Gen.Char[' ', '~'], Gen.Int[0, Special.Length - 1].Select(at => Special[at]), Gen.Char);

    private static readonly Gen<string> AnyText = AnyChar.Array[0, 60].Select(chars => new string(chars));

    [Fact]
    public void Document_OfAnyText_IsReadBackAsThatText() =>
        Gen.Select(AnyText, AnyText.Array[0, 6]).Sample((text, values) =>
        {
            TwilioMarkup twiml = TwilioMarkup.Instance;
            VoiceElement say = twiml.Say(text);
            for (int i = 0; i < values.Length; i++)
            {
                say.With($"x-{i}", values[i]);
            }

            say.Attributes.Select(attribute => attribute.Value).ShouldBe(values);
            XElement gather = Read(twiml.Document(twiml.Hangup(), twiml.Gather(Hook, [say, twiml.Pause(TimeSpan.FromSeconds(1))]))).Elements().Last();
            gather.Attribute("action")!.Value.ShouldBe(Hook.AbsoluteUri);
            XElement read = gather.Elements().First();
            read.Value.ShouldBe(Legal(text));
            read.Attributes().Select(attribute => attribute.Value).ShouldBe(values.Select(Legal));
        });

    [Fact]
    public void Document_OfLongText_IsWhole()
    {
        string text = new('"', 200_000);

        XElement say = Read(TwilioMarkup.Instance.Document(TwilioMarkup.Instance.Say(text).With("x", text))).Elements().Single();

        say.Value.ShouldBe(text);
        say.Attribute("x")!.Value.ShouldBe(text);
    }

    [Fact]
    public void Document_OfNothing_IsAnEmptyResponse() => TwilioMarkup.Instance.Document().ToString().ShouldBe("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>");

    [Fact]
    public void Document_AttributeAddedAfterTheElementWasPlaced_IsWritten()
    {
        VoiceElement say = TwilioMarkup.Instance.Say("Hello");
        VoiceElement gather = TwilioMarkup.Instance.Gather(Hook, [say]);
        say.With("voice", "alice");

        Read(TwilioMarkup.Instance.Document(gather)).Descendants("Say").Single().Attribute("voice")!.Value.ShouldBe("alice");
    }

    private static XElement Read(VoiceDocument document)
    {
        using XmlReader reader = XmlReader.Create(new MemoryStream(document.ToReply().Body.ToArray()));
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }

    // What XML cannot hold stands as a replacement character; so does half a surrogate pair in UTF-8.
    private static string Legal(string text) => string.Concat(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))
        .Select(one => one is < ' ' and not ('\t' or '\r' or '\n') or '\uFFFE' or '\uFFFF' ? '\uFFFD' : one));
}
