using System.Text;
using MimeKit;
using MimeKit.Text;

namespace Outsourcing.Answering;

/// <summary>Makes plain lines of a mail's body, whatever form and charset it has.</summary>
internal static class EmailText
{
    private static readonly HashSet<HtmlTagId> Breaking =
    [
        HtmlTagId.P, HtmlTagId.Div, HtmlTagId.TR, HtmlTagId.LI, HtmlTagId.UL, HtmlTagId.OL, HtmlTagId.Table, HtmlTagId.Br, HtmlTagId.HR, HtmlTagId.BlockQuote,
        HtmlTagId.H1, HtmlTagId.H2, HtmlTagId.H3, HtmlTagId.H4, HtmlTagId.H5, HtmlTagId.H6, HtmlTagId.Section, HtmlTagId.Header, HtmlTagId.Footer, HtmlTagId.Article,
        HtmlTagId.DL, HtmlTagId.DT, HtmlTagId.DD, HtmlTagId.Pre, HtmlTagId.TBody, HtmlTagId.THead,
    ];

    private static readonly HashSet<HtmlTagId> Unseen = [HtmlTagId.Script, HtmlTagId.Style, HtmlTagId.Head, HtmlTagId.Title];

    /// <summary>Gets the lines as a reader sees them, blanks collapsed; empty lines stay, for they end a forwarded mail's header.</summary>
    internal static List<string> Lines(MimeMessage message) =>
        [.. Body(message).ReplaceLineEndings("\n").Split('\n').Select(Collapse)];

    internal static string Collapse(string line)
    {
        StringBuilder result = new(line.Length);
        bool blank = false;
        foreach (char character in line)
        {
            // Zero-width characters are layout tricks of mail designers; nobody sees them.
            if (character is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u00AD')
            {
                continue;
            }

            if (char.IsWhiteSpace(character) || char.IsControl(character))
            {
                blank = result.Length > 0;
            }
            else
            {
                if (blank)
                {
                    result.Append(' ');
                    blank = false;
                }

                result.Append(character);
            }
        }

        return result.ToString();
    }

    private static string Body(MimeMessage message)
    {
        TextPart[] texts = [.. message.BodyParts.OfType<TextPart>().Where(static part => !part.IsAttachment)];
        if (texts.FirstOrDefault(static part => part.IsPlain && !string.IsNullOrWhiteSpace(Decode(part))) is { } plain)
        {
            return plain.IsFlowed
                ? new FlowedToText { DeleteSpace = string.Equals(plain.ContentType.Parameters["delsp"], "yes", StringComparison.OrdinalIgnoreCase) }.Convert(Decode(plain))
                : Decode(plain);
        }

        return texts.FirstOrDefault(static part => part.IsHtml) is { } html ? FromHtml(Decode(html)) : "";
    }

    // Windows code pages are not among the runtime's own; and what calls itself ISO-8859-1 is Windows-1252 in practice (WHATWG Encoding Standard).
    private static string Decode(TextPart part)
    {
        string? charset = part.ContentType.Charset;
        charset = charset is not null && charset.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase) ? "windows-1252" : charset;
        return charset is not null && CodePagesEncodingProvider.Instance.GetEncoding(charset) is { } encoding ? part.GetText(encoding) : part.Text;
    }

    private static string FromHtml(string html)
    {
        StringBuilder text = new(html.Length / 2);
        using StringReader reader = new(html);
        HtmlTokenizer tokens = new(reader) { DecodeCharacterReferences = true };
        HtmlTagId hidden = HtmlTagId.Unknown;
        int depth = 0;
        while (tokens.ReadNextToken(out HtmlToken? token))
        {
            switch (token)
            {
                case HtmlTagToken tag when depth > 0:
                    depth += tag.Id != hidden || tag.IsEmptyElement ? 0 : tag.IsEndTag ? -1 : 1;
                    break;
                case HtmlTagToken tag when !tag.IsEndTag && !tag.IsEmptyElement && tag.Id is not (HtmlTagId.Br or HtmlTagId.HR or HtmlTagId.Image or HtmlTagId.Meta or HtmlTagId.Input or HtmlTagId.Link) && IsHidden(tag):
                    hidden = tag.Id;
                    depth = 1;
                    break;
                case HtmlTagToken tag when Breaking.Contains(tag.Id):
                    text.Append('\n');
                    break;
                case HtmlTagToken { IsEndTag: true, Id: HtmlTagId.TD or HtmlTagId.TH }:
                    text.Append(' ');
                    break;
                case HtmlDataToken { Kind: HtmlTokenKind.Data } data when depth == 0:
                    // A line break of the source is a blank to the reader.
                    text.Append(data.Data.ReplaceLineEndings(" "));
                    break;
            }
        }

        return text.ToString();
    }

    private static bool IsHidden(HtmlTagToken tag) => Unseen.Contains(tag.Id) || tag.Attributes.Any(static attribute =>
        attribute.Id == HtmlAttributeId.Style && attribute.Value is { } style
        && style.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase));
}
