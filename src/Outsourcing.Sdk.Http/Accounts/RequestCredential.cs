using System.Net.Http.Headers;
using System.Text;

namespace Outsourcing.Http;

/// <summary>Puts fixed credentials on requests.</summary>
public static class RequestCredential
{
    /// <summary>Makes HTTP Basic credentials.</summary>
    /// <param name="userName">The user name.</param>
    /// <param name="password">The password.</param>
    /// <returns>What puts them on a request.</returns>
    public static Func<HttpRequestMessage, CancellationToken, ValueTask> Basic(string userName, string password) =>
        Fixed(new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{password}"))));

    /// <summary>Makes a bearer token.</summary>
    /// <param name="token">The token.</param>
    /// <returns>What puts it on a request.</returns>
    public static Func<HttpRequestMessage, CancellationToken, ValueTask> Bearer(string token) => Fixed(new AuthenticationHeaderValue("Bearer", token));

    private static Func<HttpRequestMessage, CancellationToken, ValueTask> Fixed(AuthenticationHeaderValue value) => (message, _) =>
    {
        message.Headers.Authorization = value;
        return ValueTask.CompletedTask;
    };
}
