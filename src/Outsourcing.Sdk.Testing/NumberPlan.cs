using System.Globalization;
using PhoneNumbers;

namespace Outsourcing.Testing;

/// <summary>Numbers that can be bought: variations of the example number of a country, so that nobody's own is used by intent.</summary>
internal static class NumberPlan
{
    public static bool Knows(string country) => PhoneNumberUtil.GetInstance().GetSupportedRegions().Contains(country.ToUpperInvariant());

    public static IEnumerable<PhoneNumber> Available(string country, string? areaCode)
    {
        if (!Knows(country))
        {
            yield break;
        }

        // The North American plan keeps 555-0100 to 555-0199 for fiction.
        bool northAmerican = country.ToUpperInvariant() is "US" or "CA";
        PhoneNumberUtil util = PhoneNumberUtil.GetInstance();
        string example = northAmerican
            ? $"+1{areaCode ?? "415"}5550100"
            : util.Format(util.GetExampleNumber(country.ToUpperInvariant()), PhoneNumberFormat.E164);
        for (int index = 0; index < 100; index++)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"{example[..^2]}{index:00}");
            if (PhoneNumber.TryParse(text, out PhoneNumber number))
            {
                yield return number;
            }
        }
    }
}
