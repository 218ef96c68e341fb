using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Outsourcing.AspNetCore;

/// <summary>Describes an endpoint that handles its request itself, for an app that has all its endpoints described by <c>AddOpenApi</c>.</summary>
internal static class EndpointDescription
{
    public const string Problem = "application/problem+json";

    // Endpoints are described that come from a method, and their parameters are the method's.
    private static readonly MethodInfo Method = ((Func<HttpContext, Task>)Handle).Method;

    public static object[] Of(string tag, string summary, IReadOnlyList<string> path, IEnumerable<ProducesResponseTypeMetadata> responses) =>
        [Method, new TagsAttribute(tag), new EndpointSummaryAttribute(summary), .. path.Select((name, index) => new PathParameter(name, index)), .. responses];

    public static ProducesResponseTypeMetadata Response(int status, string description, string? contentType) =>
        new(status, typeof(void), contentType is null ? null : [contentType]) { Description = description };

    private static Task Handle(HttpContext context) => Task.CompletedTask;

    /// <summary>A text in the path.</summary>
    private sealed class PathParameter(string name, int position) : IParameterBindingMetadata
    {
        public string Name => name;

        public bool HasTryParse => false;

        public bool HasBindAsync => false;

        public ParameterInfo ParameterInfo { get; } = new TextParameter(name, position);

        public bool IsOptional => false;
    }

    private sealed class TextParameter : ParameterInfo
    {
        public TextParameter(string name, int position)
        {
            NameImpl = name;
            PositionImpl = position;
            ClassImpl = typeof(string);
            MemberImpl = Method;
        }
    }
}
