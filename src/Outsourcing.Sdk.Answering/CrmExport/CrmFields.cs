using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>Gathers the fields of an entry, and says what every CRM's text says.</summary>
internal sealed class CrmFields(string crm, CallRecord record, CrmExportOptions options)
{
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly List<string> _missing = [];

    internal static IReadOnlyDictionary<string, JsonElement> Copy(IEnumerable<KeyValuePair<string, JsonElement>> fields) =>
        new ReadOnlyDictionary<string, JsonElement>(new SortedDictionary<string, JsonElement>(
            fields.ToDictionary(pair => pair.Key, pair => pair.Value.Clone(), StringComparer.Ordinal), StringComparer.Ordinal));

    internal void Set(string name, string? value)
    {
        if (value is not null)
        {
            _fields[name] = VconJson.Element(writer => writer.WriteStringValue(value));
        }
    }

    internal void Set(string name, long? value)
    {
        if (value is { } number)
        {
            _fields[name] = VconJson.Element(writer => writer.WriteNumberValue(number));
        }
    }

    internal void Set(string name, bool value) => _fields[name] = VconJson.Element(writer => writer.WriteBooleanValue(value));

    internal void Require(string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            _missing.Add(name);
        }

        Set(name, value);
    }

    internal CrmCallEntry Entry(string resource, string? externalIdField, Uri? recordingToSend = null)
    {
        if (_missing.Count > 0)
        {
            throw new CrmMappingException(crm, _missing);
        }

        string? field = externalIdField ?? options.ExternalIdField;
        if (field is not null)
        {
            Set(field, record.Id.Value);
        }

        if (options.RecordField is { } whole)
        {
            Set(whole, JsonSerializer.Serialize(record, OutsourcingJson.TypeInfo<CallRecord>()));
        }

        return new CrmCallEntry
        {
            Crm = crm,
            Resource = resource,
            ExternalId = record.Id.Value,
            ExternalIdField = field,
            Fields = _fields,
            RecordingToSend = recordingToSend,
        };
    }

    /// <summary>Gets the account's word for the disposition, the fallback, or the neutral word.</summary>
    internal string? Disposition(Func<DispositionKind, string?>? fallback = null) => record.Disposition?.Kind is { } kind
        ? options.Dispositions.TryGetValue(kind, out string? word) ? word : fallback is null ? kind.Value : fallback(kind)
        : null;

    internal string Subject() => record.Intent?.Label is { } label ? $"Call: {label}"
        : record.Direction == CallDirection.Outbound ? "Outbound call"
        : "Inbound call";

    /// <summary>Gets the text of the entry: summary, message, and what the CRM's fields cannot hold.</summary>
    internal string Text(bool withRecording)
    {
        StringBuilder text = new();
        Line(null, record.Summary?.Value);
        Line("Message", record.Message?.Body.Value);
        Line("For", record.Message?.ForPerson?.Value);
        Line("Outcome", record.Disposition is { } disposition
            ? disposition.RawReason is { } raw && raw != disposition.Kind.Value ? $"{disposition.Kind} ({raw})" : disposition.Kind.Value
            : null);
        Line("Urgency", record.Urgency is { } urgency
            ? record.RawUrgency is { } word && !string.Equals(word, urgency.Value, StringComparison.OrdinalIgnoreCase) ? $"{urgency} ({word})" : urgency.Value
            : null);
        Line("Handled by", record.HandlerName?.Value);
        foreach (IntakeAnswer answer in record.IntakeAnswers ?? [])
        {
            Line(answer.Question ?? answer.QuestionId, answer.Value?.Value);
        }

        Line("Recording", withRecording ? record.Recording?.Location?.AbsoluteUri : null);
        Line("Call id", record.Id.Value);
        return text.Length <= options.MaxTextLength ? text.ToString().TrimEnd() : string.Concat(text.ToString().AsSpan(0, options.MaxTextLength - 1), "…");

        void Line(string? label, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                // What a caller said must not look like a line of ours: its further lines are indented.
                text.Append(label is null ? "" : label.ReplaceLineEndings(" ") + ": ").Append(value.Trim().ReplaceLineEndings("\n").Replace("\n", "\n  ", StringComparison.Ordinal)).Append('\n');
            }
        }
    }

    internal DateTimeOffset? End => record.EndedAt ?? (record.StartedAt is { } start && record.Duration is { } length ? start + length : null);

    internal TimeSpan? Length => record.Duration
        ?? (record.EndedAt is { } end && (record.AnsweredAt ?? record.StartedAt) is { } start && end >= start ? end - start : null);

    internal bool Outbound => record.Direction == CallDirection.Outbound;

    /// <summary>Gets the number that called.</summary>
    internal string? From => (Outbound ? record.Dialled : record.Caller?.Number)?.E164;

    /// <summary>Gets the number that was called.</summary>
    internal string? To => (Outbound ? record.Caller?.Number : record.Dialled)?.E164;

    internal static string? Utc(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    internal static string? UtcMilliseconds(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    internal static string? UtcPlain(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    internal static long? Seconds(TimeSpan? length) => length is { } span ? (long)Math.Round(span.TotalSeconds, MidpointRounding.AwayFromZero) : null;
}
