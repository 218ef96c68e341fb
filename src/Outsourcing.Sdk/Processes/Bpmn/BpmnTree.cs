using System.Xml;
using System.Xml.Linq;

namespace Outsourcing.Processes;

/// <summary>Reads XML into a tree within limits: no DTD, no entities, no huge attributes, no deep nesting.</summary>
internal sealed class BpmnTree(BpmnReaderOptions options)
{
    private readonly Stack<XElement> _open = new();
    private XElement? _root;
    private int _elements;

    internal static XmlReaderSettings Settings(BpmnReaderOptions options, bool async) => new()
    {
        Async = async,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = options.MaxCharacters,
        MaxCharactersFromEntities = 1,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CloseInput = false,
    };

    internal static XElement Read(TextReader text, BpmnReaderOptions options)
    {
        BpmnTree tree = new(options);
        try
        {
            using XmlReader reader = XmlReader.Create(text, Settings(options, async: false));
            while (reader.Read())
            {
                tree.Take(reader);
            }
        }
        catch (XmlException broken)
        {
            throw Broken(broken);
        }

        return tree.Root();
    }

    internal static async Task<XElement> ReadAsync(Stream stream, BpmnReaderOptions options, CancellationToken cancellationToken)
    {
        BpmnTree tree = new(options);
        try
        {
            using XmlReader reader = XmlReader.Create(stream, Settings(options, async: true));
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                tree.Take(reader);
            }
        }
        catch (Exception broken) when (broken is XmlException or System.Text.DecoderFallbackException)
        {
            throw broken is XmlException xml ? Broken(xml) : new BpmnFormatException("The file is not in the encoding it claims.", innerException: broken);
        }

        return tree.Root();
    }

    private static BpmnFormatException Broken(XmlException broken) =>
        new("The file is no well-formed XML within the limits: a DTD, an entity, a wrong end tag or too many characters.", broken.LineNumber, broken.LinePosition, broken);

    private XElement Root() => _root ?? throw new BpmnFormatException("The file holds no element.");

    private void Take(XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                Open(reader);
                break;
            case XmlNodeType.EndElement:
                _open.Pop();
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace when _open.Count > 0:
                _open.Peek().Add(new XText(reader.Value));
                break;
            case XmlNodeType.EntityReference or XmlNodeType.DocumentType:
                throw Refused(reader, "A DTD and its entities are refused.");
            default:
                break;
        }
    }

    private void Open(XmlReader reader)
    {
        if (++_elements > options.MaxElements)
        {
            throw Refused(reader, $"The file has more than {options.MaxElements} elements (MaxElements).");
        }

        if (_open.Count >= options.MaxDepth)
        {
            throw Refused(reader, $"Elements are nested deeper than {options.MaxDepth} (MaxDepth).");
        }

        XElement element = new(XName.Get(reader.LocalName, reader.NamespaceURI));
        if (reader is IXmlLineInfo line && line.HasLineInfo())
        {
            element.AddAnnotation(new BpmnPosition(line.LineNumber, line.LinePosition));
        }

        bool empty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
        {
            if (reader.Value.Length > options.MaxAttributeLength)
            {
                throw Refused(reader, $"The attribute '{reader.LocalName}' has more than {options.MaxAttributeLength} characters (MaxAttributeLength).");
            }

            XName name = reader.NamespaceURI.Length == 0 ? reader.LocalName
                : reader.Prefix.Length == 0 && reader.LocalName == "xmlns" ? "xmlns"
                : XName.Get(reader.LocalName, reader.NamespaceURI);
            try
            {
                element.SetAttributeValue(name, reader.Value);
            }
            catch (ArgumentException broken)
            {
                throw new BpmnFormatException("A namespace declaration is not allowed.", innerException: broken);
            }
        }

        if (_open.Count > 0)
        {
            _open.Peek().Add(element);
        }
        else
        {
            _root = element;
        }

        if (!empty)
        {
            _open.Push(element);
        }
    }

    private static BpmnFormatException Refused(XmlReader reader, string rule) => reader is IXmlLineInfo line && line.HasLineInfo()
        ? new BpmnFormatException(rule, line.LineNumber, line.LinePosition)
        : new BpmnFormatException(rule);
}
