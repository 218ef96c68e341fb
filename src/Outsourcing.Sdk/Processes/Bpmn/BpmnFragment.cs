using System.Xml.Linq;

namespace Outsourcing.Processes;

/// <summary>A piece of XML kept as it came; equal when deeply equal.</summary>
internal sealed class BpmnFragment : IEquatable<BpmnFragment>
{
    private readonly XElement _element;

    /// <summary>Initializes the fragment with a copy that does not repeat what the root declares.</summary>
    internal BpmnFragment(XElement element, IReadOnlyDictionary<string, string> namespaces)
    {
        _element = new XElement(element);
        foreach (XElement part in _element.DescendantsAndSelf())
        {
            part.Attributes().Where(attribute => IsDeclared(attribute, namespaces)).Remove();
        }
    }

    internal XName Name => _element.Name;

    /// <summary>Gets a copy to put into a tree.</summary>
    internal XElement Copy() => new(_element);

    internal XElement Peek() => _element;

    internal static bool IsDeclared(XAttribute attribute, IReadOnlyDictionary<string, string> namespaces) =>
        attribute.IsNamespaceDeclaration
        && namespaces.TryGetValue(attribute.Name.Namespace == XNamespace.None ? "" : attribute.Name.LocalName, out string? uri)
        && uri == attribute.Value;

    public bool Equals(BpmnFragment? other) => other is not null && XNode.DeepEquals(_element, other._element);

    public override bool Equals(object? obj) => Equals(obj as BpmnFragment);

    public override int GetHashCode() => _element.Name.GetHashCode();
}
