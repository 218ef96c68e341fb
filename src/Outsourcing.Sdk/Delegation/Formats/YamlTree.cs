using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Outsourcing.Delegation;

/// <summary>Carries a tree of JSON over YAML and back without loss; the parser and emitter of YamlDotNet alone, which need no reflection.</summary>
internal static class YamlTree
{
    private const int MaximumDepth = 64;

    internal static string Write(JsonNode tree)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        Emitter emitter = new(text, EmitterSettings.Default.WithBestWidth(int.MaxValue));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Write(emitter, tree);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    internal static JsonNode? Read(string yaml)
    {
        try
        {
            Parser parser = new(new StringReader(yaml));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                return null;
            }

            parser.Consume<DocumentStart>();
            JsonNode? tree = Read(parser, 0);
            parser.Consume<DocumentEnd>();
            return parser.Accept<StreamEnd>(out _)
                ? tree
                : throw new InvalidBriefException(BriefDefect.Unreadable, "brief", "The text holds more than one YAML document.");
        }
        catch (YamlException refused)
        {
            throw new InvalidBriefException(
                BriefDefect.Unreadable,
                string.Create(CultureInfo.InvariantCulture, $"line {refused.Start.Line}, column {refused.Start.Column}"),
                "The text is no YAML here; check quotes, colons and indentation.",
                refused);
        }
    }

    private static void Write(Emitter emitter, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject item:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, true, item.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach ((string name, JsonNode? value) in item)
                {
                    emitter.Emit(Scalar(name, isKey: true));
                    Write(emitter, value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray array:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, true, array.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (JsonNode? element in array)
                {
                    Write(emitter, element);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                emitter.Emit(Scalar(value.GetValue<string>(), isKey: false));
                break;
            default:
                emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, node?.ToJsonString() ?? "null", ScalarStyle.Plain, true, false));
                break;
        }
    }

    private static Scalar Scalar(string text, bool isKey)
    {
        ScalarStyle style = IsPlain(text) ? ScalarStyle.Plain
            : !isKey && IsLiteral(text) ? ScalarStyle.Literal
            : ScalarStyle.DoubleQuoted;
        return new Scalar(AnchorName.Empty, TagName.Empty, text, style, style == ScalarStyle.Plain, style != ScalarStyle.Plain);
    }

    /// <summary>Tells whether a text reads back as itself without quotes. Cautious: what looks special is quoted.</summary>
    private static bool IsPlain(string text) =>
        text.Length is > 0 and <= 1_000
        && char.IsLetter(text[0])
        && text[^1] is not (' ' or ':')
        && text.All(c => (char.IsLetterOrDigit(c) && c < 0x2000) || c is ' ' or '.' or ',' or '-' or '_' or '/' or '(' or ')' or '\'' or '?' or '@' or '+' or '=' or ';' or '%')
        && !IsWord(text);

    /// <summary>Tells whether a block of lines keeps the text: no control characters, no blanks that a reader might drop.</summary>
    private static bool IsLiteral(string text) =>
        text.Contains('\n', StringComparison.Ordinal)
        && !char.IsWhiteSpace(text[0])
        && text.All(c => c == '\n' || (c >= ' ' && c < 0x2000 && !char.IsControl(c) && c != '\u00A0'))
        && text[^1] != '\n'
        && text.Split('\n').All(line => line.Length > 0 && line[^1] != ' ' && line[0] != ' ');

    private static bool IsWord(string text) => text.ToUpperInvariant() is "NULL" or "TRUE" or "FALSE" or "YES" or "NO" or "ON" or "OFF" or "Y" or "N";

    private static JsonNode? Read(Parser parser, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw new InvalidBriefException(BriefDefect.Unreadable, "brief", $"The YAML is nested more than {MaximumDepth} levels deep.");
        }

        if (parser.Current is MappingStart mapping)
        {
            parser.MoveNext();
            Plain(mapping);
            JsonObject item = [];
            while (parser.Current is not MappingEnd)
            {
                Scalar name = parser.Consume<Scalar>();
                if (item.ContainsKey(name.Value))
                {
                    throw At(name, $"'{(name.Value.Length <= 60 ? name.Value : name.Value[..60])}' stands twice.");
                }

                item.Add(name.Value, Read(parser, depth + 1));
            }

            parser.MoveNext();
            return item;
        }

        if (parser.Current is SequenceStart sequence)
        {
            parser.MoveNext();
            Plain(sequence);
            JsonArray array = [];
            while (parser.Current is not SequenceEnd)
            {
                array.Add(Read(parser, depth + 1));
            }

            parser.MoveNext();
            return array;
        }

        if (parser.Current is AnchorAlias alias)
        {
            throw At(alias, "Anchors and aliases ('&', '*') are not used in briefs; write the value out, or quote the text.");
        }

        Scalar scalar = parser.Consume<Scalar>();
        Plain(scalar);
        return scalar.Style == ScalarStyle.Plain ? Resolve(scalar.Value) : JsonValue.Create(scalar.Value);
    }

    private static void Plain(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty || (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific))
        {
            throw At(node, "Anchors and tags ('&', '!') are not used in briefs; quote the text if it begins with one.");
        }
    }

    /// <summary>The core schema of YAML 1.2, restricted to what JSON knows.</summary>
    private static JsonValue? Resolve(string text)
    {
        if (text is "" or "~" or "null" or "Null" or "NULL")
        {
            return null;
        }

        if (text is "true" or "True" or "TRUE")
        {
            return JsonValue.Create(true);
        }

        if (text is "false" or "False" or "FALSE")
        {
            return JsonValue.Create(false);
        }

        return IsNumber(text) ? (JsonValue?)JsonNode.Parse(text) : JsonValue.Create(text);
    }

    private static bool IsNumber(string text)
    {
        if (text.Length > 100 || !(char.IsAsciiDigit(text[0]) || text[0] == '-'))
        {
            return false;
        }

        Utf8JsonReader reader = new(System.Text.Encoding.UTF8.GetBytes(text));
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            // A date such as 2026-01-01 begins like a number and is a text.
            return false;
        }
    }

    private static InvalidBriefException At(ParsingEvent at, string message) =>
        new(BriefDefect.Unreadable, string.Create(CultureInfo.InvariantCulture, $"line {at.Start.Line}, column {at.Start.Column}"), message);
}
