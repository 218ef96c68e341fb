using System.Net;
using System.Text.RegularExpressions;

namespace Outsourcing.Browser;

/// <summary>Sends forms as a browser without JavaScript does: the page is read first, for the token in it.</summary>
internal sealed partial class CrmForms(Uri address) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    internal async Task<string> GetAsync(string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(address, path));
        return (await SendAsync(request)).Page;
    }

    internal async Task<(HttpStatusCode Status, string Page)> SendAsync(string page, string path, params (string Name, string Value)[] fields)
    {
        string token = Token().Match(await GetAsync(page)).Groups[1].Value;
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(address, path))
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]),
        };
        return await SendAsync(request);
    }

    public void Dispose() => _http.Dispose();

    private async Task<(HttpStatusCode Status, string Page)> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await _http.SendAsync(request, default);
        return (response.StatusCode, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
