using System.Net;
using System.Text;
using System.Text.Json;
using Outsourcing.Http;
using Shouldly;
using Xunit.Abstractions;

namespace Outsourcing.Contract.Providers;

/// <summary>
/// Calls operations against a mock server and writes down what became of each. Where the server refuses its own example, the
/// document contradicts itself; the table names the place.
/// </summary>
internal sealed class CoverageTable(ITestOutputHelper output, string document)
{
    private readonly StringBuilder _table = new($"{document}\n{"operation",-28} {"request valid",-14} {"response parsed",-16} note\n");
    private readonly List<string> _wrong = [];
    private string? _answer;

    /// <summary>Makes the handler that keeps what the server found wrong; to be put into the account's pipeline.</summary>
    internal DelegatingHandler Listener() => new Keeper(this);

    internal async Task CallAsync(string operation, Func<Task> call)
    {
        _answer = null;
        try
        {
            await call();
            Line(operation, "yes", "yes", "");
        }
        catch (ProviderException refused)
        {
            string[] findings = Findings();
            bool contradiction = refused.Status == HttpStatusCode.InternalServerError && findings.Length > 0 && findings.All(finding => finding.StartsWith("response", StringComparison.Ordinal));
            string note = findings.Length > 0 ? string.Join("; ", findings.Take(2)) : $"{refused.Status} {refused.Code}";
            Line(operation, contradiction ? "yes" : "NO", "no", contradiction ? $"the document's example breaks its schema: {note}" : note);
            if (!contradiction)
            {
                _wrong.Add($"{operation}: {note}");
            }
        }
    }

    /// <summary>Calls an operation whose request no document of the kind can accept, as its own schemas contradict each other.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="finding">What the server is known to find; once it no longer does, the exception is to go.</param>
    /// <param name="call">The call.</param>
    internal async Task ContradictionAsync(string operation, string finding, Func<Task> call)
    {
        _answer = null;
        try
        {
            await call();
            Line(operation, "yes", "yes", "");
            _wrong.Add($"{operation}: no longer contradicts itself");
        }
        catch (ProviderException)
        {
            string note = string.Join("; ", Findings().Take(2));
            bool known = Findings() is { Length: > 0 } findings && findings.All(found => found.StartsWith("body", StringComparison.Ordinal)) && _answer!.Contains(finding, StringComparison.Ordinal);
            Line(operation, known ? "contradiction" : "NO", "no", $"the document's schemas of the request contradict each other: {note}");
            if (!known)
            {
                _wrong.Add($"{operation}: {note} {_answer}");
            }
        }
    }

    internal void ShouldBeClean()
    {
        output.WriteLine(_table.ToString());
        _wrong.ShouldBeEmpty();
    }

    private string[] Findings()
    {
        if (_answer is not { Length: > 0 } || _answer[0] != '{')
        {
            return [];
        }

        using JsonDocument problem = JsonDocument.Parse(_answer);
        return problem.RootElement.TryGetProperty("validation", out JsonElement found)
            ? [.. found.EnumerateArray().Select(item =>
                $"{string.Join('.', item.GetProperty("location").EnumerateArray().Select(part => part.ToString()))} {item.GetProperty("message")}")]
            : [];
    }

    private void Line(string operation, string request, string response, string note) => _table.AppendLine(null, $"{operation,-28} {request,-14} {response,-16} {note}");

    private sealed class Keeper(CoverageTable table) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                await response.Content.LoadIntoBufferAsync(cancellationToken);
                table._answer = await response.Content.ReadAsStringAsync(cancellationToken);
            }

            return response;
        }
    }
}
