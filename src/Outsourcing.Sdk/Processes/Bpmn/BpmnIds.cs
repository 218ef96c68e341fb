using System.Globalization;
using System.Text;
using System.Xml;

namespace Outsourcing.Processes;

/// <summary>Gives every part of a process an id that XML allows and that stands once in the file.</summary>
internal sealed class BpmnIds
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _given = new(StringComparer.Ordinal);

    /// <summary>Keeps ids that stand in the file already.</summary>
    internal void Reserve(IEnumerable<string> ids) => _taken.UnionWith(ids);

    /// <summary>Gives the parts their ids: the one it has in the file, its own when XML allows it and it is free, or one like it.</summary>
    internal void Give(IReadOnlyList<string> parts, Func<string, string?> inTheFile)
    {
        // Two parts of a broken file may have one id in it; the first keeps it.
        HashSet<string> kept = new(StringComparer.Ordinal);
        foreach (string part in parts)
        {
            if (inTheFile(part) is { } known && BpmnText.IsNCName(known) && kept.Add(known))
            {
                _taken.Add(known);
                _given.Add(part, known);
            }
        }

        foreach (string part in parts.Where(part => !_given.ContainsKey(part) && BpmnText.IsPlainId(part) && _taken.Add(part)))
        {
            _given.Add(part, part);
        }

        foreach (string part in parts.Where(part => !_given.ContainsKey(part)))
        {
            _given.Add(part, Make(part));
        }
    }

    /// <summary>Takes an id as it is when every tool takes it and it is free; otherwise makes one like it.</summary>
    internal string Take(string id) => BpmnText.IsPlainId(id) && _taken.Add(id) ? id : Make(id);

    /// <summary>Makes a further id.</summary>
    internal string Make(string like)
    {
        StringBuilder name = new(like.Length);
        foreach (char c in like)
        {
            name.Append(c < 128 && XmlConvert.IsNCNameChar(c) ? c : '_');
        }

        if (name.Length == 0 || !XmlConvert.IsStartNCNameChar(name[0]))
        {
            name.Insert(0, '_');
        }

        string stem = name.ToString();
        string made = stem;
        for (int n = 2; !_taken.Add(made); n++)
        {
            made = string.Create(CultureInfo.InvariantCulture, $"{stem}_{n}");
        }

        return made;
    }

    internal string this[string part] => _given[part];
}
