using System.Diagnostics.CodeAnalysis;

namespace Outsourcing.Delegation;

/// <summary>What every brief holds to, and what is refused with <see cref="InvalidBriefException"/>.</summary>
public static class BriefRules
{
    /// <summary>The most characters one text of a brief holds; longer texts are refused, never cut.</summary>
    public const int MaximumTextLength = 20_000;

    /// <summary>The most elements one list of a brief holds; longer lists are refused, never cut.</summary>
    public const int MaximumItems = 2_000;

    internal static string Text([NotNull] string? value, string place)
    {
        ArgumentNullException.ThrowIfNull(value, place);
        return value.Length <= MaximumTextLength
            ? value
            : throw new InvalidBriefException(
                BriefDefect.TextTooLong,
                place,
                $"The text has {value.Length} characters, the most is {MaximumTextLength}. Put long material into a document and name it among the inputs.");
    }

    internal static string? OptionalText(string? value, string place) => value is null ? null : Text(value, place);

    internal static IReadOnlyList<string> Texts(IReadOnlyList<string>? values, string place)
    {
        foreach (string value in Items(values, place))
        {
            Text(value, place);
        }

        return Items(values, place);
    }

    internal static IReadOnlyList<T> Items<T>(IReadOnlyList<T>? values, string place)
    {
        if (values is null)
        {
            return ValueList.Empty<T>();
        }

        if (values.Count > MaximumItems)
        {
            throw new InvalidBriefException(BriefDefect.TooManyItems, place, $"There are {values.Count} elements, the most is {MaximumItems}.");
        }

        foreach (T value in values)
        {
            ArgumentNullException.ThrowIfNull(value, place);
        }

        return ValueList.Copy(values);
    }

    internal static IReadOnlyList<T> Keyed<T, TKey>(IReadOnlyList<T>? values, Func<T, TKey> key, string place)
    {
        HashSet<TKey> seen = [];
        foreach (T value in Items(values, place))
        {
            if (!seen.Add(key(value)))
            {
                throw new InvalidBriefException(BriefDefect.DuplicateId, place, $"'{key(value)}' stands twice; give each element its own.");
            }
        }

        return Items(values, place);
    }

    internal static IReadOnlyList<BriefContact> Contacts(IReadOnlyList<BriefContact>? values)
    {
        IReadOnlyList<BriefContact> contacts = Keyed(values, contact => contact.Id, "contacts");
        Dictionary<ContactId, BriefContact> byId = contacts.ToDictionary(contact => contact.Id);
        foreach (BriefContact contact in contacts)
        {
            List<ContactId> chain = [contact.Id];
            for (BriefContact? at = contact; at?.Deputy is { } deputy; at = byId.GetValueOrDefault(deputy))
            {
                if (chain.Contains(deputy))
                {
                    throw new InvalidBriefException(
                        BriefDefect.CyclicEscalation,
                        "contacts",
                        $"The deputies go in a circle: {string.Join(" -> ", chain.Append(deputy))}. Let the chain finish with somebody who has no deputy.");
                }

                chain.Add(deputy);
            }
        }

        return contacts;
    }

    internal static IReadOnlyList<BriefResponsibility> Responsibilities(IReadOnlyList<BriefResponsibility>? values)
    {
        IReadOnlyList<BriefResponsibility> all = Items(values, "responsibilities");
        foreach (IGrouping<string?, BriefResponsibility> scope in all
            .Where(one => one.Kind == ResponsibilityKind.Accountable)
            .GroupBy(one => one.For, StringComparer.Ordinal))
        {
            if (scope.Count() > 1)
            {
                throw new InvalidBriefException(
                    BriefDefect.TwoAccountables,
                    "responsibilities",
                    $"{scope.Count()} parties are accountable for {(scope.Key is null ? "the whole brief" : "one and the same thing")}; name exactly one.");
            }
        }

        return all;
    }

    internal static string Zone([NotNull] string? value, string place)
    {
        Text(value, place);
        return TimeZoneInfo.TryFindSystemTimeZoneById(value, out _)
            ? value
            : throw new InvalidBriefException(
                BriefDefect.UnknownTimeZone,
                place,
                $"No time zone is called '{(value.Length <= 60 ? value : value[..60])}'; use an IANA name such as America/New_York or Europe/Berlin.");
    }

    internal static int AtLeast(int minimum, int value, string place) => value >= minimum
        ? value
        : throw new InvalidBriefException(BriefDefect.OutOfRange, place, $"{value} is below {minimum}.");

    internal static int? AtLeast(int minimum, int? value, string place) => value is { } given ? AtLeast(minimum, given, place) : null;

    internal static TimeSpan? Duration(TimeSpan? value, string place) => value is null || value >= TimeSpan.Zero
        ? value
        : throw new InvalidBriefException(BriefDefect.OutOfRange, place, $"A length of time is not negative ({value}).");

    internal static double Finite(double value, string place) => double.IsFinite(value)
        ? value
        : throw new InvalidBriefException(BriefDefect.OutOfRange, place, "A number is finite; leave it out when it is unknown.");

    internal static double NotNegative(double value, string place) => Finite(value, place) >= 0
        ? value
        : throw new InvalidBriefException(BriefDefect.OutOfRange, place, $"{value} is negative.");

    internal static double? OptionalNotNegative(double? value, string place) => value is { } given ? NotNegative(given, place) : null;

    internal static double? Share(double? value, string place) => value is null or (>= 0 and <= 1)
        ? value
        : throw new InvalidBriefException(BriefDefect.OutOfRange, place, $"{value} is no share; 0.25 is a quarter of the calls.");
}
