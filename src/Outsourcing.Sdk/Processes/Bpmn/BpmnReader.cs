using System.Xml.Linq;

namespace Outsourcing.Processes;

/// <summary>Reads BPMN 2.0 models: collaborations, processes, lanes, tasks of every kind, events, gateways, sub-processes, calls and messages.</summary>
/// <remarks>
/// What the process model has no words for is kept and written back by <see cref="BpmnWriter"/>. A file with a DTD or entities, and
/// one beyond the limits of <see cref="BpmnReaderOptions"/>, is refused.
/// </remarks>
public static class BpmnReader
{
    /// <summary>Reads a model from a stream.</summary>
    /// <param name="stream">The XML, in the encoding it declares; left open.</param>
    /// <param name="options">The limits; the defaults when left out.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The document.</returns>
    /// <exception cref="BpmnFormatException">The stream holds no BPMN 2.0 model, or one beyond the limits.</exception>
    public static async Task<BpmnDocument> ReadAsync(Stream stream, BpmnReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options ??= new BpmnReaderOptions();
        XElement root = await BpmnTree.ReadAsync(stream, options, cancellationToken).ConfigureAwait(false);
        return new BpmnImport(root, options).Run();
    }

    /// <summary>Reads a model from a text.</summary>
    /// <param name="xml">The XML.</param>
    /// <param name="options">The limits; the defaults when left out.</param>
    /// <returns>The document.</returns>
    /// <exception cref="BpmnFormatException">The text is no BPMN 2.0 model, or one beyond the limits.</exception>
    public static BpmnDocument Parse(string xml, BpmnReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(xml);
        options ??= new BpmnReaderOptions();
        using StringReader text = new(xml);
        return new BpmnImport(BpmnTree.Read(text, options), options).Run();
    }
}
