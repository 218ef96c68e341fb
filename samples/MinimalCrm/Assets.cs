using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace MinimalCrm;

/// <summary>Serves the style sheet and the script from the assembly.</summary>
internal static class Assets
{
    internal static void Map(IEndpointRouteBuilder endpoints)
    {
        foreach ((string name, string type) in new[] { ("crm.css", "text/css"), ("crm.js", "text/javascript") })
        {
            using Stream stream = typeof(Assets).Assembly.GetManifestResourceStream(name)!;
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            EntityTagHeaderValue tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\"");
            endpoints.MapGet($"/{name}", () => TypedResults.Bytes(content, type, entityTag: tag));
        }
    }
}
