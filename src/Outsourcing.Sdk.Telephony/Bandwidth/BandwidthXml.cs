using System.Xml;

namespace Outsourcing.Telephony;

/// <summary>Reads and writes the documents of Bandwidth's Numbers API.</summary>
internal static class BandwidthXml
{
    // The channel has capped the bytes already; entities, which could multiply them, come with a document type and are refused with it.
    private static readonly XmlReaderSettings Reading = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreWhitespace = true,
        IgnoreProcessingInstructions = true,
    };

    private const int MaxDepth = 32;

    /// <summary>Reads the texts of a document, each with its path below the root.</summary>
    /// <exception cref="FormatException">It is no XML, has a document type, or nests too deep.</exception>
    internal static List<(string Path, string Text)> Read(ReadOnlyMemory<byte> body)
    {
        List<(string Path, string Text)> texts = [];
        List<string> path = [];
        try
        {
            using MemoryStream stream = new(body.ToArray(), writable: false);
            using XmlReader reader = XmlReader.Create(stream, Reading);
            while (reader.Read())
            {
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element when !reader.IsEmptyElement:
                        path.Add(reader.LocalName);
                        if (path.Count > MaxDepth)
                        {
                            throw new FormatException("The document nests too deep.");
                        }

                        break;
                    case XmlNodeType.EndElement:
                        path.RemoveAt(path.Count - 1);
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA:
                        texts.Add((string.Join('/', path.Skip(1)), reader.Value.Trim()));
                        break;
                }
            }
        }
        catch (XmlException)
        {
            // The parser's message may quote the document.
            throw new FormatException("The document is no XML without a document type.");
        }

        return texts;
    }

    internal static string? First(List<(string Path, string Text)> texts, string path)
    {
        foreach ((string at, string text) in texts)
        {
            if (at == path)
            {
                return text;
            }
        }

        return null;
    }

    internal static IEnumerable<string> All(List<(string Path, string Text)> texts, string path) => texts.Where(text => text.Path == path).Select(text => text.Text);

    internal static string Write(Action<XmlWriter> content)
    {
        using StringWriter text = new();
        using (XmlWriter writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true }))
        {
            content(writer);
        }

        return text.ToString();
    }
}
