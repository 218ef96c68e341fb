using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Outsourcing.Telephony;

/// <summary>Reads the time formats of the providers: RFC 2822 and ISO 8601. What is no time reads as null, for the rest of the answer is still good.</summary>
internal sealed class WireTimeConverter : JsonConverter<DateTimeOffset?>
{
    private static ReadOnlySpan<byte> Months => "JanFebMarAprMayJunJulAugSepOctNovDec"u8;

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.TryGetInt64(out long seconds) && seconds is > 0 and < 253402300799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        return !reader.HasValueSequence && !reader.ValueIsEscaped && TryRfc2822(reader.ValueSpan, out DateTimeOffset time) ? time
            : reader.TryGetDateTimeOffset(out time) ? time
            : CallWords.Time(reader.GetString());
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } time)
        {
            writer.WriteStringValue(time);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    // "Tue, 31 Aug 2010 20:36:28 +0000": by hand it takes a tenth of DateTimeOffset.Parse, and a listing reads four per call.
    internal static bool TryRfc2822(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length != 31 || text[3] != ',' || text[7] != ' ')
        {
            return false;
        }

        int month = Months.IndexOf(text.Slice(8, 3));
        if (month < 0 || month % 3 != 0
            || !Digits(text.Slice(5, 2), out int day) || !Digits(text.Slice(12, 4), out int year) || !Digits(text.Slice(17, 2), out int hour)
            || !Digits(text.Slice(20, 2), out int minute) || !Digits(text.Slice(23, 2), out int second) || !text[25..].SequenceEqual(" +0000"u8)
            || year < 1 || day < 1 || day > DateTime.DaysInMonth(year, (month / 3) + 1) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        time = new DateTimeOffset(year, (month / 3) + 1, day, hour, minute, second, TimeSpan.Zero);
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value) => Utf8Parser.TryParse(text, out value, out int used) && used == text.Length;
}

/// <summary>Reads a count of seconds, given as number or text.</summary>
internal sealed class WireSecondsConverter : JsonConverter<TimeSpan?>
{
    public override TimeSpan? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        WireNumber.Read(ref reader) is { } seconds && Math.Abs(seconds) < 1_000_000_000 ? TimeSpan.FromSeconds((double)seconds) : null;

    public override void Write(Utf8JsonWriter writer, TimeSpan? value, JsonSerializerOptions options) => WireNumber.Write(writer, value is { } time ? (decimal)time.TotalSeconds : null);
}

/// <summary>Reads an amount, given as number or text.</summary>
internal sealed class WireAmountConverter : JsonConverter<decimal?>
{
    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => WireNumber.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, decimal? value, JsonSerializerOptions options) => WireNumber.Write(writer, value);
}

/// <summary>Reads a word that some answers give as number or as truth value.</summary>
internal sealed class WireTextConverter : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                return Encoding.UTF8.GetString(reader.ValueSpan);
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

internal static class WireNumber
{
    internal static decimal? Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetDecimal(out decimal number) ? number : null;
            case JsonTokenType.String:
                return !reader.HasValueSequence && Utf8Parser.TryParse(reader.ValueSpan, out decimal parsed, out int used) && used == reader.ValueSpan.Length && used > 0
                    ? parsed
                    : decimal.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal other) ? other : null;
            default:
                reader.Skip();
                return null;
        }
    }

    internal static void Write(Utf8JsonWriter writer, decimal? value)
    {
        if (value is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
