using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Outsourcing.Processes;

/// <summary>Writes a process as BPMN 2.0 with a drawing, so that it opens in any modeler.</summary>
/// <remarks>What BPMN has no words for (the profile of a step, frequencies, ids that XML does not allow) goes into extension elements and
/// attributes of <c>urn:outsourcing-sdk:process</c>, which other tools keep and ignore.</remarks>
public static class BpmnWriter
{
    /// <summary>Writes a document as XML.</summary>
    /// <param name="document">The document.</param>
    /// <returns>The XML, which declares UTF-8.</returns>
    public static string Write(BpmnDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        using MemoryStream stream = new();
        using (XmlWriter writer = XmlWriter.Create(stream, Settings(async: false)))
        {
            new BpmnExport(document).Run().WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes a process that comes from no file as XML.</summary>
    /// <param name="process">The process.</param>
    /// <returns>The XML, which declares UTF-8.</returns>
    public static string Write(BusinessProcess process) => Write(new BpmnDocument(process));

    /// <summary>Writes a document to a stream.</summary>
    /// <param name="document">The document.</param>
    /// <param name="stream">Where the XML goes, in UTF-8; left open.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>A task that ends when all is written.</returns>
    public static async Task WriteAsync(BpmnDocument document, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(stream);
        XElement root = new BpmnExport(document).Run();
        XmlWriter writer = XmlWriter.Create(stream, Settings(async: true));
        await using (writer.ConfigureAwait(false))
        {
            await root.WriteToAsync(writer, cancellationToken).ConfigureAwait(false);
        }
    }

    private static XmlWriterSettings Settings(bool async) => new()
    {
        Async = async,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        NewLineHandling = NewLineHandling.Entitize,
    };
}
