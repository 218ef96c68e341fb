using System.Globalization;
using System.Text;
using MimeKit;

namespace Outsourcing.Answering;

/// <summary>A template proposed from two example mails of one layout. A person names the fields' meanings and confirms it.</summary>
public sealed class EmailTemplateDraft
{
    private static readonly (string[] Words, string Meaning)[] Meanings =
    [
        (["call id", "reference", "ticket"], nameof(IntakeFieldMap.CallId)),
        (["phone", "number", "tel", "callback", "mobile", "cell"], nameof(IntakeFieldMap.CallerNumber)),
        (["e-mail", "email"], nameof(IntakeFieldMap.CallerEmail)),
        (["company", "organisation", "organization", "business", "firm"], nameof(IntakeFieldMap.CallerCompany)),
        (["duration", "length"], nameof(IntakeFieldMap.Duration)),
        (["time", "date", "received", "when"], nameof(IntakeFieldMap.StartedAt)),
        (["for", "attention", "recipient"], nameof(IntakeFieldMap.MessageFor)),
        (["urgency", "priority", "urgent"], nameof(IntakeFieldMap.Urgency)),
        (["outcome", "result", "action", "disposition", "status"], nameof(IntakeFieldMap.Disposition)),
        (["summary"], nameof(IntakeFieldMap.Summary)),
        (["message", "notes", "note", "details", "regarding", "reason"], nameof(IntakeFieldMap.Message)),
        (["caller", "name", "from", "contact"], nameof(IntakeFieldMap.CallerName)),
    ];

    private readonly string[] _senders;
    private readonly IReadOnlyList<string>[] _examples;

    private EmailTemplateDraft(string[] senders, IReadOnlyList<string>[] examples, IReadOnlyList<string> layout, IReadOnlyList<EmailDraftField> fields)
    {
        _senders = senders;
        _examples = examples;
        Layout = layout;
        Fields = fields;
    }

    /// <summary>Gets the proposed lines, in the form of <see cref="EmailTemplate.Layout"/>.</summary>
    public IReadOnlyList<string> Layout { get; }

    /// <summary>Gets the fields found, with both examples' texts and a guess of what each means.</summary>
    public IReadOnlyList<EmailDraftField> Fields { get; }

    /// <summary>Compares two mails of one layout.</summary>
    /// <param name="first">A mail as it came.</param>
    /// <param name="second">Another one, of another call.</param>
    /// <param name="forwarders">The addresses of people who forward such mails, as in <see cref="EmailIntakeOptions.Forwarders"/>.</param>
    /// <returns>The draft.</returns>
    /// <exception cref="EmailTemplateException">One is no mail, they come from different domains, or they have too little in common.</exception>
    public static EmailTemplateDraft Learn(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second, params IReadOnlyCollection<string> forwarders)
    {
        ArgumentNullException.ThrowIfNull(forwarders);
        EmailContent one = Load(first, forwarders);
        EmailContent other = Load(second, forwarders);
        if (!string.Equals(Domain(one.Sender), Domain(other.Sender), StringComparison.OrdinalIgnoreCase))
        {
            throw new EmailTemplateException("The two mails come from different domains; a template is learned from two mails of one service.");
        }

        Builder builder = new(one.Lines, other.Lines);
        builder.Build();
        if (builder.Fixed < 8)
        {
            throw new EmailTemplateException("The two mails have almost no text in common; choose two of the same layout.");
        }

        string[] senders = string.Equals(one.Sender, other.Sender, StringComparison.OrdinalIgnoreCase) ? [one.Sender.ToLowerInvariant()] : ["@" + Domain(one.Sender).ToLowerInvariant()];
        return new EmailTemplateDraft(senders, [one.Lines, other.Lines], builder.Layout, builder.Fields);
    }

    /// <summary>Makes the template, once a person has looked at the layout and said what the fields mean.</summary>
    /// <param name="name">What the app calls it.</param>
    /// <param name="fields">What the fields mean.</param>
    /// <param name="layout">The layout where the person changed it; otherwise the proposed one.</param>
    /// <returns>The template. Both examples fit it, each in one way, and their fields can be read.</returns>
    /// <exception cref="EmailTemplateException">The template is wrong, or an example does not fit it or has a field that cannot be read.</exception>
    public EmailTemplate Confirm(string name, IntakeFieldMap fields, IReadOnlyList<string>? layout = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(fields);
        EmailTemplate template = new() { Name = name, Senders = _senders, Layout = layout ?? Layout, Fields = fields };
        EmailLayout made = new(template);
        for (int index = 0; index < _examples.Length; index++)
        {
            string example = index == 0 ? "first" : "second";
            int ways = made.Match(_examples[index], out Dictionary<string, string> texts);
            if (ways != 1)
            {
                throw new EmailTemplateException($"Template '{name}': the {example} example fits it in {(ways == 0 ? "no way" : "more than one way")}; mend the layout.");
            }

            List<string> unreadable = [];
            made.Mapping.Read(field => field is null ? null : texts.GetValueOrDefault(field), new("email", "draft", "draft"), new(DateTimeOffset.UnixEpoch, "draft"), default, unreadable);
            if (unreadable.Count > 0)
            {
                throw new EmailTemplateException($"Template '{name}': in the {example} example {string.Join(", ", unreadable)} cannot be read; set TimeFormats, TimeZone, DurationUnit or Region, or map another field.");
            }
        }

        return template;
    }

    private static EmailContent Load(ReadOnlyMemory<byte> mail, IReadOnlyCollection<string> forwarders)
    {
        try
        {
            using MemoryStream stream = new(mail.ToArray(), writable: false);
            using MimeMessage message = MimeMessage.Load(stream);
            EmailContent content = EmailContent.From(message, address => forwarders.Contains(address, StringComparer.OrdinalIgnoreCase));
            return content.Sender.Length > 0 && content.Lines.Count is > 0 and <= 1_000 ? content
                : throw new EmailTemplateException("An example has no sender, no text, or more than 1,000 lines.");
        }
        catch (FormatException)
        {
            throw new EmailTemplateException("An example is no mail; pass the whole message with its header.");
        }
    }

    private static string Domain(string address) => address[(address.LastIndexOf('@') + 1)..];

    /// <summary>Aligns two mails line by line and tells what is fixed.</summary>
    private sealed class Builder(IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        private readonly HashSet<string> _names = new(StringComparer.Ordinal);
        private EmailDraftField? _open;

        internal List<string> Layout { get; } = [];

        internal List<EmailDraftField> Fields { get; } = [];

        internal int Fixed { get; private set; }

        internal void Build()
        {
            int[,] best = Score();
            int left = 0;
            int right = 0;
            List<string> onlyFirst = [];
            List<string> onlySecond = [];
            while (left < first.Count || right < second.Count)
            {
                if (left < first.Count && right < second.Count && Similar(first[left], second[right]) is var gain and > 0
                    && best[left, right] == gain + best[left + 1, right + 1])
                {
                    Gap(onlyFirst, onlySecond);
                    Pair(first[left++], second[right++]);
                }
                else if (left < first.Count && best[left, right] == best[left + 1, right])
                {
                    onlyFirst.Add(first[left++]);
                }
                else
                {
                    onlySecond.Add(second[right++]);
                }
            }

            Gap(onlyFirst, onlySecond);
        }

        private int[,] Score()
        {
            int[,] best = new int[first.Count + 1, second.Count + 1];
            for (int left = first.Count - 1; left >= 0; left--)
            {
                for (int right = second.Count - 1; right >= 0; right--)
                {
                    int gain = Similar(first[left], second[right]);
                    best[left, right] = Math.Max(gain > 0 ? gain + best[left + 1, right + 1] : 0, Math.Max(best[left + 1, right], best[left, right + 1]));
                }
            }

            return best;
        }

        // Equal lines are the layout's surest part, then equal labels, then whole words that both begin or end with.
        private static int Similar(string one, string other)
        {
            if (one == other)
            {
                return 4;
            }

            if (Label(one) is { } label && label == Label(other))
            {
                return 3;
            }

            (string prefix, string suffix) = Common(one, other);
            return Letters(prefix) + Letters(suffix) >= 8 ? 1 : 0;
        }

        private static int Letters(string text) => text.Count(char.IsLetterOrDigit);

        // "Caller:" of "Caller: Kim": up to four words before the first colon.
        private static string? Label(string line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            return colon is > 1 and <= 40 && line.AsSpan(0, colon).Count(' ') < 4 && (colon == line.Length - 1 || line[colon + 1] == ' ')
                && !char.IsDigit(line[colon - 1]) ? line[..(colon + 1)] : null;
        }

        private void Pair(string one, string other)
        {
            // A label whose meaning is known holds a field even where both examples say the same.
            if (Label(one) is { } label && label == Label(other) && (one != other || (one.Length > label.Length && Guess(label) is not null)))
            {
                Add(label + " ", one[label.Length..].Trim(), other[label.Length..].Trim(), "", optional: false);
            }
            else if (one != other)
            {
                (string prefix, string suffix) = Common(one, other);
                Add(prefix, one[prefix.Length..^suffix.Length].Trim(), other[prefix.Length..^suffix.Length].Trim(), suffix, optional: false);
            }
            else
            {
                Layout.Add(EmailLine.Escape(one));
                Fixed += Letters(one);
                _open = null;
            }
        }

        private void Gap(List<string> onlyFirst, List<string> onlySecond)
        {
            if (onlyFirst.Count == 0 && onlySecond.Count == 0)
            {
                return;
            }

            if (onlyFirst.Count == 1 && onlySecond.Count == 1 && _open is null)
            {
                Add("", onlyFirst[0], onlySecond[0], "", optional: false);
            }
            else if (onlyFirst.Concat(onlySecond).All(static line => Label(line) is not null) && _open is null)
            {
                Optional(onlyFirst, inFirst: true);
                Optional(onlySecond, inFirst: false);
            }
            else if (_open is { } open)
            {
                GoOn(open, onlyFirst, onlySecond);
            }
            else if (onlyFirst.All(static line => Label(line) is not null) && onlySecond.All(static line => Label(line) is not null))
            {
                Optional(onlyFirst, inFirst: true);
                Optional(onlySecond, inFirst: false);
            }
            else
            {
                Add("", string.Join('\n', onlyFirst), string.Join('\n', onlySecond), "", optional: onlyFirst.Count == 0 || onlySecond.Count == 0, goesOn: true);
            }

            onlyFirst.Clear();
            onlySecond.Clear();
        }

        // Labelled lines that one example lacks are lines that may be missing; other lines belong to the field above them.
        private void GoOn(EmailDraftField open, List<string> onlyFirst, List<string> onlySecond)
        {
            bool labels = onlyFirst.Concat(onlySecond).All(static line => Label(line) is { } label && Guess(label) is not null);
            if (labels)
            {
                Optional(onlyFirst, inFirst: true);
                Optional(onlySecond, inFirst: false);
                return;
            }

            Layout[^1] = Layout[^1].Replace($"{{{open.Name}}}", $"{{{open.Name}...}}", StringComparison.Ordinal);
            Fields[^1] = open with
            {
                First = Joined(open.First, onlyFirst),
                Second = Joined(open.Second, onlySecond),
            };
            _open = null;
        }

        private static PersonalText Joined(PersonalText text, List<string> lines) => new(string.Join('\n', [text.Value, .. lines]).Trim('\n'));

        private void Optional(List<string> lines, bool inFirst)
        {
            foreach (string line in lines)
            {
                string label = Label(line)!;
                string value = line[label.Length..].Trim();
                Add(label + " ", inFirst ? value : "", inFirst ? "" : value, "", optional: true);
            }
        }

        private void Add(string prefix, string one, string other, string suffix, bool optional, bool goesOn = false)
        {
            string name = Name(prefix);

            // A message may always take several lines, though neither example's did.
            goesOn |= suffix.Length == 0 && Guess(prefix) is (nameof(IntakeFieldMap.Message) or nameof(IntakeFieldMap.Summary));
            Layout.Add($"{(optional ? "? " : "")}{EmailLine.Escape(prefix)}{{{name}{(goesOn ? "..." : "")}}}{EmailLine.Escape(suffix)}");
            EmailDraftField field = new() { Name = name, Label = prefix.Trim(), First = one, Second = other, Meaning = Guess(prefix) };
            Fields.Add(field);
            Fixed += optional ? 0 : Letters(prefix) + Letters(suffix);
            _open = suffix.Length > 0 || optional ? null : field;
        }

        // Whole words that both lines begin and end with.
        private static (string Prefix, string Suffix) Common(string one, string other)
        {
            int shorter = Math.Min(one.Length, other.Length);
            int prefix = 0;
            for (int index = 0; index < shorter && one[index] == other[index]; index++)
            {
                prefix = one[index] == ' ' ? index + 1 : prefix;
            }

            int suffix = 0;
            for (int index = 0; index < shorter - prefix && one[^(index + 1)] == other[^(index + 1)]; index++)
            {
                suffix = one[^(index + 1)] == ' ' ? index + 1 : suffix;
            }

            return (one[..prefix], one[(one.Length - suffix)..]);
        }

        private string Name(string label)
        {
            StringBuilder slug = new();
            foreach (char character in label.ToLowerInvariant())
            {
                if (char.IsAsciiLetterOrDigit(character))
                {
                    slug.Append(character);
                }
                else if (slug.Length > 0 && slug[^1] != '-')
                {
                    slug.Append('-');
                }
            }

            string name = slug.ToString().Trim('-');
            name = name.Length == 0 ? "text" : name;
            string unique = name;
            for (int number = 2; !_names.Add(unique); number++)
            {
                unique = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
            }

            return unique;
        }

        private static string? Guess(string label)
        {
            string text = label.ToLowerInvariant();
            foreach ((string[] words, string meaning) in Meanings)
            {
                if (words.Any(word => text.Contains(word, StringComparison.Ordinal)))
                {
                    return meaning;
                }
            }

            return null;
        }
    }
}

/// <summary>A field found in two example mails.</summary>
public sealed record EmailDraftField
{
    /// <summary>Gets its name in the layout.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the fixed text before it; empty when there is none.</summary>
    public required string Label { get; init; }

    /// <summary>Gets what the first example holds.</summary>
    public required PersonalText First { get; init; }

    /// <summary>Gets what the second example holds.</summary>
    public required PersonalText Second { get; init; }

    /// <summary>Gets the property of <see cref="IntakeFieldMap"/> it may be, by its label; <see langword="null"/> when the label says nothing. A guess to be confirmed.</summary>
    public string? Meaning { get; init; }
}
