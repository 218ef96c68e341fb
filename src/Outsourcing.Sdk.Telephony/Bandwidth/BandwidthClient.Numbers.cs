using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>
/// Numbers of the United States and Canada, by Bandwidth's Numbers API. Paths and documents are taken from Bandwidth's public
/// documentation: no machine-readable document of this API was at hand to confirm them by.
/// </content>
public partial class BandwidthClient
{
    // What the public documentation names as the most; filtering here looks through as many.
    private const int MostFound = 5000;

    private const int PageOfNumbers = 500;

    /// <summary>Searches for local numbers that can be ordered. They are not reserved.</summary>
    /// <param name="search">What to look for: an area code, or 4 to 7 digits that the number shall contain. With both, the digits are looked for among what the area has.</param>
    /// <returns>The numbers, in one answer.</returns>
    /// <exception cref="ArgumentException">The country is neither <c>US</c> nor <c>CA</c>, or neither an area code nor 4 to 7 digits are given.</exception>
    public virtual Listing<BandwidthAvailableNumber> SearchNumbers(NumberSearch search)
    {
        ArgumentNullException.ThrowIfNull(search);
        if (search.Country is not ("US" or "CA"))
        {
            throw new ArgumentException($"The country is '{search.Country}'; this API of Bandwidth's has numbers of US and CA.", nameof(search));
        }

        if (search.AreaCode is null && search.Contains is not { Length: >= 4 and <= 7 })
        {
            throw new ArgumentException("Bandwidth searches by an area code or by 4 to 7 digits: give AreaCode, or as many digits in Contains.", nameof(search));
        }

        bool both = search.AreaCode is not null && search.Contains is not null;
        ProviderPath path = ((ProviderPath)$"/accounts/{AccountId}/availableNumbers")
            .Query("areaCode", search.AreaCode).Query("localVanity", search.AreaCode is null ? search.Contains : null)
            .Query("quantity", both ? MostFound : Math.Min(search.Limit, MostFound));
        return new Listing<BandwidthAvailableNumber>(
            _channel,
            "numbers.search",
            (_, cancellationToken) => _channel.SendAsync(
                Xml(ProviderRequest.Get("numbers.search", path)),
                (body, _) => new ProviderPage<BandwidthAvailableNumber>(
                    [.. BandwidthXml.All(BandwidthXml.Read(body), "TelephoneNumberList/TelephoneNumber")
                        .Where(number => !both || number.Contains(search.Contains!, StringComparison.Ordinal))
                        .Select(number => new BandwidthAvailableNumber { Number = Number(number) })],
                    null),
                cancellationToken),
            static number => number.Number.E164,
            search.Limit);
    }

    /// <summary>Orders a number. It costs money, and is sent once; the number is owned when the order is complete.</summary>
    /// <param name="number">A number that a search found.</param>
    /// <param name="cancellationToken">Cancels waiting; the order may stand nevertheless.</param>
    /// <returns>The order.</returns>
    /// <exception cref="InvalidOperationException"><see cref="BandwidthOptions.SiteId"/> is not set.</exception>
    /// <exception cref="ArgumentException">The number is not one of the United States or Canada.</exception>
    public virtual Task<BandwidthNumberOrder> OrderNumberAsync(PhoneNumber number, CancellationToken cancellationToken = default)
    {
        if (!OrdersNumbers)
        {
            throw new InvalidOperationException($"Bandwidth account '{Account}' has no SiteId, the sub-account that ordered numbers come to: set it in BandwidthOptions.");
        }

        string digits = National(number);
        string order = BandwidthXml.Write(writer =>
        {
            writer.WriteStartElement("Order");
            // A person finds the order by its name in the dashboard when its answer never came.
            writer.WriteElementString("Name", $"order {digits}");
            writer.WriteStartElement("ExistingTelephoneNumberOrderType");
            writer.WriteStartElement("TelephoneNumberList");
            writer.WriteElementString("TelephoneNumber", digits);
            writer.WriteEndElement();
            writer.WriteEndElement();
            writer.WriteElementString("SiteId", _options.SiteId);
            if (!string.IsNullOrEmpty(_options.PeerId))
            {
                writer.WriteElementString("PeerId", _options.PeerId);
            }

            writer.WriteEndElement();
        });
        return OrderAsync(ProviderRequest.Post("numbers.buy", $"/accounts/{AccountId}/orders", RequestBody.Xml(order)), "Order/id", null, cancellationToken);
    }

    /// <summary>Reads an order of numbers.</summary>
    /// <param name="id">The order's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The order.</returns>
    public virtual Task<BandwidthNumberOrder> GetNumberOrderAsync(string id, CancellationToken cancellationToken = default) =>
        OrderAsync(ProviderRequest.Get("orders.get", $"/accounts/{AccountId}/orders/{id}"), "Order/id", id, cancellationToken);

    /// <summary>Lists the numbers in service.</summary>
    /// <param name="limit">How many at most.</param>
    /// <returns>The numbers, page after page as they are asked for.</returns>
    /// <remarks>How the link to a next page is written is taken from answers that public libraries show; its query alone is used.</remarks>
    public virtual Listing<BandwidthNumber> ListNumbers(int? limit = null)
    {
        string bare = ((ProviderPath)$"/accounts/{AccountId}/inserviceNumbers").ToString();
        string first = ProviderPath.FromString(bare).Query("page", 1).Query("size", PageOfNumbers).ToString();
        return new Listing<BandwidthNumber>(
            _channel,
            "numbers.list",
            (cursor, cancellationToken) => _channel.SendAsync(
                Xml(new ProviderRequest(HttpMethod.Get, "numbers.list", cursor is null ? first : bare + cursor)),
                (body, _) =>
                {
                    List<(string Path, string Text)> texts = BandwidthXml.Read(body);
                    return new ProviderPage<BandwidthNumber>(
                        [.. BandwidthXml.All(texts, "TelephoneNumbers/TelephoneNumber").Select(number => new BandwidthNumber { Number = Number(number) })], LinkQuery(BandwidthXml.First(texts, "Links/next")));
                },
                cancellationToken),
            static number => number.Number.E164,
            limit);
    }

    /// <summary>Gives a number back. It may not be available again.</summary>
    /// <param name="number">The number.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The order of the release; the number is gone when it is complete.</returns>
    /// <exception cref="ArgumentException">The number is not one of the United States or Canada.</exception>
    public virtual Task<BandwidthNumberOrder> ReleaseNumberAsync(PhoneNumber number, CancellationToken cancellationToken = default)
    {
        string digits = National(number);
        string order = BandwidthXml.Write(writer =>
        {
            writer.WriteStartElement("DisconnectTelephoneNumberOrder");
            writer.WriteElementString("name", $"release {digits}");
            writer.WriteStartElement("DisconnectTelephoneNumberOrderType");
            writer.WriteStartElement("TelephoneNumberList");
            writer.WriteElementString("TelephoneNumber", digits);
            writer.WriteEndElement();
            writer.WriteEndElement();
            writer.WriteEndElement();
        });
        return OrderAsync(ProviderRequest.Post("numbers.release", $"/accounts/{AccountId}/disconnects", RequestBody.Xml(order)), "orderRequest/id", null, cancellationToken);
    }

    private async Task<BandwidthNumberOrder> OrderAsync(ProviderRequest request, string idPath, string? known, CancellationToken cancellationToken)
    {
        BandwidthNumberOrder order = await _channel.SendAsync(
            Xml(request),
            (body, _) =>
            {
                List<(string Path, string Text)> texts = BandwidthXml.Read(body);
                string? error = BandwidthXml.First(texts, "ErrorList/Error/Code");
                string? id = BandwidthXml.First(texts, idPath) ?? known;
                return new BandwidthNumberOrder
                {
                    // An order that is refused with a status of success may have no id; without an error, its outcome is unknown.
                    Id = id ?? (error is null ? throw new FormatException("The order has neither id nor error.") : ""),
                    Status = BandwidthXml.First(texts, "OrderStatus"),
                    Completed = [.. BandwidthXml.All(texts, "CompletedNumbers/TelephoneNumber/FullNumber").Select(Number)],
                    ErrorCode = error,
                    ErrorText = CallWords.Personal(BandwidthXml.First(texts, "ErrorList/Error/Description")),
                };
            },
            cancellationToken).ConfigureAwait(false);
        return order.Id.Length == 0 || (order.Status == "FAILED" && known is null)
            ? throw new ProviderException(new ProviderError
            {
                Provider = ProviderName,
                Account = Account,
                Operation = request.Operation,
                Failure = ProviderFailure.Refused,
                Code = order.ErrorCode,
                Message = order.ErrorText,
            })
            : order;
    }

    private ProviderRequest Xml(ProviderRequest request) => request with { BaseAddress = _numbers, WantsXml = true };

    // Link=<https://...?page=...>;rel="next"; as text: its query alone is taken, so it leads to no other host and no other path.
    private static string? LinkQuery(string? link)
    {
        int query = link?.IndexOf('?', StringComparison.Ordinal) ?? -1;
        int end = query < 0 ? -1 : link!.IndexOf('>', query);
        return string.IsNullOrEmpty(link) ? null
            : query >= 0 ? end < 0 ? link[query..] : link[query..end]
            : throw new FormatException("A link to a next page without a query leads nowhere.");
    }

    private static PhoneNumber Number(string text) => PhoneNumber.Parse(text.StartsWith('+') ? text : "+1" + text);

    private static string National(PhoneNumber number) => number.E164 is { Length: 12 } text && text.StartsWith("+1", StringComparison.Ordinal)
        ? text[2..]
        : throw new ArgumentException("This API of Bandwidth's takes numbers of the United States and Canada: +1 and ten digits.", nameof(number));
}
