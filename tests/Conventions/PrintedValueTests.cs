using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;

namespace Outsourcing.Conventions;

/// <summary>
/// No public value shows a secret or what it knows of people where it is printed: in a log's placeholder, an interpolated exception, a
/// debugger, or the JSON an app dumps its options as. Every public type is tried, filled by reflection past its constructors.
/// </summary>
public sealed partial class PrintedValueTests
{
    private const string Secret = "planted-secret-60d1";
    private const string Signature = "planted-signature-9c2e";
    private const string Number = "+442079460153";
    private const string Words = "planted words of a caller";

    // Where what a text is called does not say what it holds.
    private static readonly HashSet<string> NotPersonal =
    [
        // Names of fields and columns in what others send.
        "IntakeFieldMap.CallerNumber", "IntakeFieldMap.CallerEmail", "IntakeFieldMap.Message", "CallLogColumns.Caller", "CallLogColumns.CallerEmail", "CallLogColumns.Message",

        // What a verdict was given: figures, and words of the app's own.
        "VerdictInput.Text", "VerdictFlip.Input",

        // Addresses of the app itself or of the provider's API, which the app set.
        "BandwidthCallRequest.AnswerUrl", "BandwidthCallRequest.AnswerFallbackUrl", "BandwidthCallRequest.DisconnectUrl",
        "NumberRouting.Answer", "NumberRouting.Fallback", "NumberRouting.Status",
        "PlivoApplication.AnswerUrl", "PlivoApplication.FallbackAnswerUrl", "PlivoApplication.HangupUrl", "PlivoApplication.MessageUrl",
        "PlivoApplicationSettings.AnswerUrl", "PlivoApplicationSettings.FallbackUrl", "PlivoApplicationSettings.HangupUrl", "PlivoApplicationSettings.MessageUrl",
        "PlivoCallRequest.AnswerUrl", "PlivoCallRequest.FallbackUrl", "PlivoCallRequest.RingUrl", "PlivoCallRequest.HangupUrl",
        "ProviderChannelSettings.BaseAddress",
        "SignalWireCallRequest.Url", "SignalWireCallRequest.StatusCallback", "SignalWireCallRequest.RecordingCallback",
        "SignalWireNumberSettings.VoiceUrl", "SignalWireNumberSettings.VoiceFallbackUrl", "SignalWireNumberSettings.StatusCallback", "SignalWireNumberSettings.SmsUrl",
        "SimulatedDelivery.Address",
        "TelnyxCallRequest.Webhook", "TelnyxGatherRequest.Play",
        "TwilioCallRequest.Url", "TwilioCallRequest.StatusCallback", "TwilioCallRequest.RecordingCallback",
        "TwilioNumberSettings.VoiceUrl", "TwilioNumberSettings.VoiceFallbackUrl", "TwilioNumberSettings.StatusCallback", "TwilioNumberSettings.SmsUrl",
        "VonageCallRequest.AnswerUrl", "VonageCallRequest.EventUrl", "VonageNumber.SmsUrl", "VonageNumberSettings.SmsUrl", "VonageNumberSettings.StatusCallback",

        // Where a setting stands, which keys may be pressed, names the app gives, keys a test presses, and the provider's fixed words for a state.
        "TelnyxGatherRequest.ValidDigits", "TwilioConference.FriendlyName", "SignalWireConference.FriendlyName", "TwilioNumberSettings.FriendlyName", "SignalWireNumberSettings.FriendlyName",
        "AgentChange.Path", "CallScript.Digits", "PlivoPlacedCall.Message", "VonageLookup.StatusMessage", "VonageMessage.ErrorText",
    ];

    // What a business writes down for its partners, or is computed of it; people stand in it by PersonalText, PhoneNumber and ids.
    private static readonly string[] Business = ["Outsourcing.Delegation", "Outsourcing.Economics", "Outsourcing.Processes", "Outsourcing.Capacity"];

    private static readonly IEnumerable<Type> Values = Packages.PublicTypes
        .Where(type => type is { IsAbstract: false, IsEnum: false, IsGenericTypeDefinition: false } && !typeof(Exception).IsAssignableFrom(type) && !typeof(Delegate).IsAssignableFrom(type))
        .OrderBy(type => type.FullName, StringComparer.Ordinal);

    [Fact]
    [Reliability(25, "ToString of every public type of the packages, filled with secrets, numbers, words and signed addresses, shows none")]
    public void ToString_OfEveryPublicType_ShowsNothingPlanted()
    {
        List<string> shown = [];
        List<string> failed = [];
        int tried = 0;
        foreach (Type type in Values)
        {
            string? printed;
            try
            {
                printed = Make(type, 0).ToString();
                tried++;
            }
            catch (Exception unprintable) when (unprintable is NullReferenceException or InvalidOperationException or ArgumentException)
            {
                // What a constructor gives it is missing.
                failed.Add(type.Name);
                continue;
            }

            if (Planted(printed) is { } found)
            {
                // Only the members that show it, for a message that can be read.
                string[] members = [.. printed!.Split(", ").Where(part => Planted(part) is not null).Select(part => part[(part.LastIndexOf("{ ", StringComparison.Ordinal) is var at and > 0 ? at + 2 : 0)..].Split(" = ")[0])];
                shown.Add($"{type.FullName} shows {found} in {string.Join(", ", members)}");
            }
        }

        // A path holds what it is built of, and is nothing before.
        failed.ShouldBe([nameof(Http.ProviderPath)]);
        tried.ShouldBeGreaterThan(400);
        shown.ShouldBeEmpty();
    }

    [Fact]
    [Reliability(25, "JSON of every options type and of every public type with a secret shows no secret, and still reads it")]
    public void Json_OfEveryTypeWithASecret_ShowsNoSecret()
    {
        List<string> shown = [];
        List<string> unread = [];
        int secrets = 0;
        foreach (Type type in Values.Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) || Secrets(type).Any()))
        {
            try
            {
                if (JsonSerializer.Serialize(Make(type, 0), type).Contains(Secret, StringComparison.Ordinal))
                {
                    shown.Add(type.FullName!);
                }
            }
            catch (Exception refused) when (refused is NotSupportedException or InvalidOperationException && !Secrets(type).Any())
            {
                // Options that hold an encoding or a function cannot be dumped at all.
                continue;
            }

            foreach (PropertyInfo property in Secrets(type).Where(property => property.PropertyType == typeof(string)))
            {
                secrets++;
                object? read = JsonSerializer.Deserialize($$"""{"{{property.Name}}":"{{Secret}}"}""", type);
                if (property.GetValue(read) as string != Secret)
                {
                    unread.Add($"{type.FullName}.{property.Name}");
                }
            }
        }

        secrets.ShouldBeGreaterThan(30);
        shown.ShouldBeEmpty();
        unread.ShouldBeEmpty();
    }

    [Fact]
    public void DebuggerDisplays_ShowWhatToStringShows()
    {
        string[] culprits = [.. Packages.PublicTypes
            .Where(type => type.GetCustomAttribute<DebuggerDisplayAttribute>() is { Value: not ("{ToString(),nq}" or "Count = {Count}") })
            .Select(type => type.FullName!)];

        culprits.ShouldBeEmpty();
    }

    [Fact]
    public void Planted_IsFoundInARecordThatShowsIt()
    {
        Planted(Make(typeof(Telling), 0).ToString()).ShouldNotBeNull();
        JsonSerializer.Serialize(Make(typeof(Telling), 0)).ShouldContain(Secret);
    }

    [Fact]
    public void NotPersonal_NamesMembersThatAreThere()
    {
        HashSet<string> members = [.. Values.SelectMany(type => type.GetProperties()).Select(property => $"{property.DeclaringType!.Name}.{property.Name}")];

        NotPersonal.Where(member => !members.Contains(member)).ShouldBeEmpty();
    }

    private static string? Planted(string? printed) => new[] { Secret, Signature, Number[1..], Number[3..], Words }.FirstOrDefault(text => printed?.Contains(text, StringComparison.Ordinal) == true);

    private static IEnumerable<PropertyInfo> Secrets(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true } && SecretName().IsMatch(property.Name) && (property.PropertyType == typeof(string) || property.PropertyType == typeof(IReadOnlyList<string>)));

    private static object Make(Type type, int depth)
    {
        object made = RuntimeHelpers.GetUninitializedObject(type);
        for (Type? declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
        {
            foreach (FieldInfo field in declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                string name = field.Name is ['<', .. var rest] ? rest[..rest.IndexOf('>', StringComparison.Ordinal)] : field.Name;
                if (Value(field.FieldType, $"{declaring.Name}.{name}", name, Business.Contains(declaring.Namespace), depth) is { } value)
                {
                    field.SetValue(made, value);
                }
            }
        }

        return made;
    }

    private static object? Value(Type type, string member, string name, bool isBusiness, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when depth > 5 => type == typeof(string) ? "" : null,
            _ when type == typeof(string) => SecretName().IsMatch(name) ? Secret : PersonalName().IsMatch(name) && !isBusiness && !NotPersonal.Contains(member) ? $"{Number} {Words}" : "plain",
            _ when type == typeof(object) => Words,
            _ when type == typeof(PhoneNumber) => PhoneNumber.Parse(Number),
            _ when type == typeof(PersonalText) => new PersonalText(Words),
            _ when type == typeof(Uri) => new Uri($"https://example.com/{(NotPersonal.Contains(member) ? "" : $"?X-Amz-Signature={Signature}")}"),
            _ when type == typeof(Money) => new Money(1, "USD"),
            _ when type == typeof(JsonElement) => JsonElement.Parse($$"""{"said":"{{Words}}","from":"{{Number}}"}"""),
            _ when type == typeof(ReadOnlyMemory<byte>) => new ReadOnlyMemory<byte>(System.Text.Encoding.UTF8.GetBytes(Words)),
            _ when type == typeof(UnknownMembers) => new UnknownMembers { ["said"] = JsonElement.Parse($"\"{Words}\"") },
            _ when type.IsArray => Items(type.GetElementType()!, member, name, isBusiness, depth),
            _ when type.IsGenericType && type.GetGenericArguments() is [{ } element] && type.IsAssignableFrom(element.MakeArrayType()) => Items(element, member, name, isBusiness, depth),
            _ when type.IsGenericType && type.GetGenericArguments() is [{ } key, { } element] && typeof(Dictionary<,>).MakeGenericType(key, element) is var map && type.IsAssignableFrom(map) => Map(map, key, element, member, name, isBusiness, depth),
            _ when typeof(Delegate).IsAssignableFrom(type) || type.IsEnum || type.IsPrimitive || type.IsPointer || type.IsByRefLike => null,
            _ when type.Assembly.GetName().Name?.StartsWith("Outsourcing", StringComparison.Ordinal) != true => null,
            _ when type.IsAbstract => Packages.PublicTypes.FirstOrDefault(other => other is { IsAbstract: false, IsGenericTypeDefinition: false } && type.IsAssignableFrom(other)) is { } derived ? Make(derived, depth + 1) : null,
            _ => Make(type, depth + 1),
        };
    }

    private static Array Items(Type element, string member, string name, bool isBusiness, int depth)
    {
        Array items = Array.CreateInstance(element, 1);
        items.SetValue(Value(element, member, name, isBusiness, depth + 1), 0);
        return items;
    }

    private static IDictionary? Map(Type type, Type key, Type element, string member, string name, bool isBusiness, int depth)
    {
        IDictionary map = (IDictionary)Activator.CreateInstance(type)!;
        if (key == typeof(string) && Value(element, member, name, isBusiness, depth + 1) is { } value)
        {
            map["key"] = value;
        }

        return map;
    }

    [GeneratedRegex("(Secret|Password|Token|ApiKey|ApiKeySecret|PrivateKey|SigningKey)s?$")]
    private static partial Regex SecretName();

    [GeneratedRegex("(Number|Caller|Callee|Email|Body|Message|Text|Transcript|Digits|Person|Payload|FriendlyName|From|To|Said|Input|Note|Notes|Words|Path|Url)s?$")]
    private static partial Regex PersonalName();

    private sealed record Telling(string ApiKey, string Message);
}
