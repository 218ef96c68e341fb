using System.Text.Json.Nodes;
using PhoneNumbers;

namespace Outsourcing.Testing;

/// <summary>Numbers: found, ordered, set up, forwarded and released.</summary>
internal sealed class TelnyxNumbers(TelnyxState state)
{
    public TelnyxAnswer Answer(TelnyxRequest request) => (request.Method, request.Path) switch
    {
        ("GET", ["available_phone_numbers"]) => Search(request),
        ("POST", ["number_orders"]) => Order(request),
        ("GET", ["number_orders", var id]) when state.Orders.Find(order => order.Id == id) is { } order => TelnyxAnswer.Of(Json(order, "success")),
        ("GET", ["phone_numbers"]) => request.Page(state.Numbers.Where(number => IsWanted(request, number)), number => Json(number)),
        ("GET", ["phone_numbers", var id]) when Find(id) is { } number => TelnyxAnswer.Of(Json(number)),
        ("PATCH", ["phone_numbers", var id]) when Find(id) is { } number => SetUp(number, request),
        ("DELETE", ["phone_numbers", var id]) when Find(id) is { } number => Release(number),
        ("GET", ["phone_numbers", var id, "voice"]) when Find(id) is { } number => TelnyxAnswer.Of(Voice(number)),
        ("PATCH", ["phone_numbers", var id, "voice"]) when Find(id) is { } number => SetVoice(number, request),
        _ => TelnyxAnswer.NotFound(),
    };

    private SimulatedNumber? Find(string id) => state.Numbers.Find(number => number.Id == id);

    private bool IsWanted(TelnyxRequest request, SimulatedNumber number) =>
        (request.Filter("phone_number") is not { } part || number.Number.E164.Contains(part.TrimStart('+'), StringComparison.Ordinal))
        && (request.Filter("connection_id") is not { } connection || connection == state.Settings[number.Id].ConnectionId)
        && (request.Filter("status") is null or "active");

    private TelnyxAnswer Search(TelnyxRequest request)
    {
        string country = request.Filter("country_code") ?? "US";
        string? contains = request.Query["filter[phone_number][contains]"];
        int limit = int.TryParse(request.Filter("limit"), out int asked) ? Math.Clamp(asked, 1, 250) : 100;
        JsonArray data = [];
        foreach (PhoneNumber number in NumberPlan.Available(country, request.Filter("national_destination_code"))
            .Where(number => string.IsNullOrEmpty(contains) || number.E164.Contains(contains, StringComparison.Ordinal))
            .Where(number => state.Numbers.All(owned => owned.Number != number)).Take(limit))
        {
            data.Add((JsonNode)new JsonObject
            {
                ["record_type"] = "available_phone_number",
                ["phone_number"] = number.E164,
                ["vanity_format"] = "",
                ["best_effort"] = false,
                ["quickship"] = true,
                ["reservable"] = true,
                ["region_information"] = new JsonArray(new JsonObject { ["region_type"] = "country_code", ["region_name"] = country.ToUpperInvariant() }),
                ["cost_information"] = new JsonObject { ["upfront_cost"] = "1.00", ["monthly_cost"] = "1.00", ["currency"] = "USD" },
                ["features"] = new JsonArray(new JsonObject { ["name"] = "voice" }, new JsonObject { ["name"] = "sms" }),
            });
        }

        return new TelnyxAnswer(200, new JsonObject
        {
            ["meta"] = new JsonObject { ["total_results"] = data.Count, ["best_effort_results"] = 0 },
            ["data"] = data,
        });
    }

    private TelnyxAnswer Order(TelnyxRequest request)
    {
        List<PhoneNumber> wanted = [];
        foreach (JsonNode? item in request.Body["phone_numbers"] as JsonArray ?? [])
        {
            if (item is not JsonObject ordered || ordered["phone_number"] is not JsonValue value || !value.TryGetValue(out string? text) || !PhoneNumber.TryParse(text, out PhoneNumber number))
            {
                return TelnyxAnswer.NoNumber("phone_number");
            }

            if (wanted.Contains(number) || state.Numbers.Any(owned => owned.Number == number))
            {
                return TelnyxAnswer.Problem(422, "10015", "Number not available", "A number that was ordered is not available.", "/phone_numbers");
            }

            wanted.Add(number);
        }

        if (wanted.Count == 0)
        {
            return TelnyxAnswer.Missing("phone_numbers");
        }

        TelnyxNumberSettings Settings() => new() { ConnectionId = request.Text("connection_id"), CustomerReference = request.Text("customer_reference") };
        TelnyxPurchase order = new(
            state.NewUuid("order"),
            [.. wanted.Select(number => (state.NewUuid("ordered"), state.AddNumber(number, Settings()).Number))],
            request.Text("connection_id"),
            request.Text("customer_reference"),
            state.Now);
        state.Orders.Add(order);
        return TelnyxAnswer.Of(Json(order, "pending"));
    }

    private TelnyxAnswer SetUp(SimulatedNumber number, TelnyxRequest request)
    {
        TelnyxNumberSettings settings = state.Settings[number.Id];
        settings.ConnectionId = request.Text("connection_id") ?? settings.ConnectionId;
        settings.CustomerReference = request.Text("customer_reference") ?? settings.CustomerReference;
        return TelnyxAnswer.Of(Json(number));
    }

    private TelnyxAnswer Release(SimulatedNumber number)
    {
        JsonObject released = Json(number, "deleted");
        state.Numbers.Remove(number);
        state.Settings.Remove(number.Id);
        return TelnyxAnswer.Of(released);
    }

    private TelnyxAnswer SetVoice(SimulatedNumber number, TelnyxRequest request)
    {
        TelnyxNumberSettings settings = state.Settings[number.Id];
        if (request.Body["call_forwarding"] is JsonObject forwarding)
        {
            bool isOn = forwarding["call_forwarding_enabled"] is not JsonValue flag || !flag.TryGetValue(out bool enabled) || enabled;
            string? target = forwarding["forwards_to"] is JsonValue value && value.TryGetValue(out string? given) ? given : settings.ForwardsTo;
            if (isOn && !PhoneNumber.TryParse(target, out _))
            {
                return TelnyxAnswer.NoNumber("call_forwarding/forwards_to");
            }

            settings.IsForwarded = isOn;
            settings.ForwardsTo = target;
            settings.ForwardingType = forwarding["forwarding_type"] is JsonValue type && type.TryGetValue(out string? kind) ? kind : settings.ForwardingType;
        }

        return TelnyxAnswer.Of(Voice(number));
    }

    private JsonObject Voice(SimulatedNumber number)
    {
        TelnyxNumberSettings settings = state.Settings[number.Id];
        JsonObject forwarding = new() { ["call_forwarding_enabled"] = settings.IsForwarded, ["forwarding_type"] = settings.ForwardingType };
        if (settings.ForwardsTo is { } target)
        {
            forwarding["forwards_to"] = target;
        }

        JsonObject voice = new()
        {
            ["record_type"] = "voice_settings",
            ["id"] = number.Id,
            ["phone_number"] = number.Number.E164,
            ["customer_reference"] = settings.CustomerReference ?? "",
            ["call_forwarding"] = forwarding,
        };
        if (settings.ConnectionId is { } connection)
        {
            voice["connection_id"] = connection;
        }

        return voice;
    }

    private JsonObject Json(SimulatedNumber number, string status = "active")
    {
        TelnyxNumberSettings settings = state.Settings[number.Id];
        return new JsonObject
        {
            ["record_type"] = "phone_number",
            ["id"] = number.Id,
            ["phone_number"] = number.Number.E164,
            ["country_iso_alpha2"] = Country(number.Number),
            ["status"] = status,
            ["tags"] = new JsonArray(),
            ["external_pin"] = "",
            ["connection_id"] = settings.ConnectionId ?? "",
            ["customer_reference"] = settings.CustomerReference ?? "",
            ["phone_number_type"] = "local",
            ["call_forwarding_enabled"] = settings.IsForwarded,
            ["deletion_lock_enabled"] = false,
            ["purchased_at"] = TelnyxState.Time(number.BoughtAt),
            ["created_at"] = TelnyxState.Time(number.BoughtAt),
            ["updated_at"] = TelnyxState.Time(number.BoughtAt),
        };
    }

    private static JsonObject Json(TelnyxPurchase order, string status)
    {
        JsonArray numbers = [];
        foreach ((string id, PhoneNumber number) in order.Numbers)
        {
            numbers.Add((JsonNode)new JsonObject
            {
                ["record_type"] = "number_order_phone_number",
                ["id"] = id,
                ["phone_number"] = number.E164,
                ["country_code"] = Country(number),
                ["country_iso_alpha2"] = Country(number),
                ["phone_number_type"] = "local",
                ["regulatory_requirements"] = new JsonArray(),
                ["requirements_met"] = true,
                ["requirements_status"] = "approved",
                ["status"] = status,
            });
        }

        return new JsonObject
        {
            ["record_type"] = "number_order",
            ["id"] = order.Id,
            ["phone_numbers"] = numbers,
            ["phone_numbers_count"] = order.Numbers.Count,
            ["connection_id"] = order.ConnectionId ?? "",
            ["customer_reference"] = order.CustomerReference ?? "",
            ["requirements_met"] = true,
            ["status"] = status,
            ["created_at"] = TelnyxState.Time(order.At),
            ["updated_at"] = TelnyxState.Time(order.At),
        };
    }

    private static string Country(PhoneNumber number)
    {
        PhoneNumberUtil util = PhoneNumberUtil.GetInstance();
        return util.GetRegionCodeForNumber(util.Parse(number.E164, null)) ?? "";
    }
}
