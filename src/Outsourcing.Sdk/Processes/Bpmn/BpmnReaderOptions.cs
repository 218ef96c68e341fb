using System.ComponentModel.DataAnnotations;

namespace Outsourcing.Processes;

/// <summary>How much of a BPMN file is read before it is refused, and how strictly.</summary>
public sealed class BpmnReaderOptions
{
    /// <summary>Gets or sets how many characters a file may have.</summary>
    /// <value>The default is 32 million.</value>
    [Range(1, int.MaxValue)]
    public int MaxCharacters { get; set; } = 32_000_000;

    /// <summary>Gets or sets how many elements a file may have.</summary>
    /// <value>The default is 400,000.</value>
    [Range(1, int.MaxValue)]
    public int MaxElements { get; set; } = 400_000;

    /// <summary>Gets or sets how deep elements may be nested.</summary>
    /// <value>The default is 100; deeper files are made to exhaust a reader.</value>
    [Range(1, 1000)]
    public int MaxDepth { get; set; } = 100;

    /// <summary>Gets or sets how many characters an attribute may have.</summary>
    /// <value>The default is 65,536.</value>
    [Range(1, int.MaxValue)]
    public int MaxAttributeLength { get; set; } = 65_536;

    /// <summary>Gets or sets whether the first reference that leads nowhere ends the reading.</summary>
    /// <value>The default is <see langword="false"/>: it is listed in <see cref="BpmnDocument.Findings"/>.</value>
    public bool Strict { get; set; }
}
