namespace Outsourcing.Http;

/// <summary>One request to a provider, before credentials.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Operation">A fixed name for logs and metrics, such as <c>calls.create</c>; it holds no id and no number.</param>
/// <param name="Path">Path and query below the base address, escaped; make it with <see cref="ProviderPath"/>. An absolute URL is taken as it is when its origin is one of the account's.</param>
public readonly record struct ProviderRequest(HttpMethod Method, string Operation, string Path)
{
    /// <summary>Gets the base address when it is not the account's main one.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>Gets the body; <see langword="null"/> for none.</summary>
    public RequestBody? Body { get; init; }

    /// <summary>Gets whether a "not found" answer is a result, <see langword="null"/>, and no error.</summary>
    public bool MissingIsNull { get; init; }

    /// <summary>Gets whether XML is asked for in answer, and not JSON.</summary>
    public bool WantsXml { get; init; }

    /// <summary>Gets whether repeating the request is harmless: a read, or a write that carries a key the provider honours.</summary>
    /// <value>By default, reads only.</value>
    public bool Repeatable { get; init; } = Method == HttpMethod.Get || Method == HttpMethod.Head;

    /// <summary>Gets whether the request changes nothing, so that a failure leaves nothing open.</summary>
    internal bool Reads => Method == HttpMethod.Get || Method == HttpMethod.Head;

    /// <summary>Makes a read.</summary>
    /// <param name="operation">The operation's name.</param>
    /// <param name="path">The path.</param>
    /// <returns>The request.</returns>
    public static ProviderRequest Get(string operation, ProviderPath path) => new(HttpMethod.Get, operation, path.ToString());

    /// <summary>Makes a write by POST.</summary>
    /// <param name="operation">The operation's name.</param>
    /// <param name="path">The path.</param>
    /// <param name="body">The body.</param>
    /// <returns>The request.</returns>
    public static ProviderRequest Post(string operation, ProviderPath path, RequestBody? body = null) =>
        new(HttpMethod.Post, operation, path.ToString()) { Body = body };

    /// <summary>Makes a write by PUT.</summary>
    /// <param name="operation">The operation's name.</param>
    /// <param name="path">The path.</param>
    /// <param name="body">The body.</param>
    /// <returns>The request.</returns>
    public static ProviderRequest Put(string operation, ProviderPath path, RequestBody? body = null) =>
        new(HttpMethod.Put, operation, path.ToString()) { Body = body };

    /// <summary>Makes a write by PATCH.</summary>
    /// <param name="operation">The operation's name.</param>
    /// <param name="path">The path.</param>
    /// <param name="body">The body.</param>
    /// <returns>The request.</returns>
    public static ProviderRequest Patch(string operation, ProviderPath path, RequestBody? body = null) =>
        new(HttpMethod.Patch, operation, path.ToString()) { Body = body };

    /// <summary>Makes a removal.</summary>
    /// <param name="operation">The operation's name.</param>
    /// <param name="path">The path.</param>
    /// <returns>The request.</returns>
    public static ProviderRequest Delete(string operation, ProviderPath path) => new(HttpMethod.Delete, operation, path.ToString());

    /// <summary>Names the operation; path and body, which may hold telephone numbers, stay out.</summary>
    /// <returns>For example <c>POST calls.create</c>.</returns>
    public override string ToString() => $"{Method} {Operation}";
}
