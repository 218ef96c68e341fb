using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Outsourcing.AspNetCore;

/// <summary>One address of the API: what is mapped and what is described are the same thing.</summary>
/// <param name="Path">The path below the API's own, with parameters in braces.</param>
/// <param name="Id">The operation's stable name.</param>
/// <param name="Summary">What it gives.</param>
/// <param name="Shape">How the answer wraps what it is about.</param>
/// <param name="Type">What the answer is about.</param>
/// <param name="Handle">Answers a request.</param>
internal sealed record ApiRoute(string Path, string Id, string Summary, ApiShape Shape, JsonTypeInfo Type, RequestDelegate Handle)
{
    /// <summary>Gets the query's parameters.</summary>
    public IReadOnlyList<ApiParameter> Query { get; init; } = [];
}

/// <param name="Name">The name in the query.</param>
/// <param name="Description">What it says.</param>
/// <param name="IsNumber">Whether it is a whole number from 1.</param>
/// <param name="Format">The format of a text, if it has one.</param>
internal sealed record ApiParameter(string Name, string Description, bool IsNumber = false, string? Format = null);

internal enum ApiShape
{
    /// <summary>The thing itself.</summary>
    Plain,

    /// <summary>A page of things, with what to go on with.</summary>
    Page,

    /// <summary>A document with its id, revision and time.</summary>
    Document,

    /// <summary>A page of such documents.</summary>
    DocumentPage,
}
