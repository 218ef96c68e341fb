using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Outsourcing.AspNetCore;

/// <summary>Describes an endpoint that handles its request itself, for an app that has all its endpoints described by <c>AddOpenApi</c>.</summary>
internal static class EndpointDescription
{
    public const string Problem = "application/problem+json";

    // Endpoints are described that come from a method, and their parameters by those of a method.
    private static readonly MethodInfo Method = ((Func<HttpContext, Task>)Handle).Method;
    private static readonly ParameterInfo[] PathTexts = ((Action<string, string, string, string, string, string, string>)Names).Method.GetParameters();

    public static object[] Of(string tag, string summary, IReadOnlyList<string> path, IEnumerable<ProducesResponseTypeMetadata> responses) =>
        [Method, new TagsAttribute(tag), new EndpointSummaryAttribute(summary), .. path.Select(static name => new PathParameter(PathTexts.Single(text => text.Name == name))), .. responses];

    public static ProducesResponseTypeMetadata Response(int status, string description, string? contentType) =>
        new(status, typeof(void), contentType is null ? null : [contentType]) { Description = description };

    private static Task Handle(HttpContext context) => Task.CompletedTask;

    // Every text that stands in a path of this package, by its name.
    private static void Names(string provider, string account, string call, string id, string version, string partner, string criterion)
    {
    }

    /// <summary>A text in the path.</summary>
    private sealed class PathParameter(ParameterInfo text) : IParameterBindingMetadata
    {
        public string Name => text.Name!;

        public bool HasTryParse => false;

        public bool HasBindAsync => false;

        public ParameterInfo ParameterInfo => text;

        public bool IsOptional => false;
    }
}
