using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Outsourcing;

namespace MinimalCrm.Pages;

/// <summary>Answers a form with a whole page, with what was typed still in it.</summary>
internal static class Answer
{
    internal static IResult With<TPage>(params ReadOnlySpan<(string Name, object? Value)> parameters)
        where TPage : IComponent => Page<TPage>(StatusCodes.Status200OK, parameters);

    /// <summary>Answers with the page the form stands on, and what was wrong with it.</summary>
    internal static IResult Refusing<TPage>(OutsourcingException refused, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where TPage : IComponent => Page<TPage>(StatusCodes.Status422UnprocessableEntity, [.. parameters, ("Problem", refused.Message)]);

    private static RazorComponentResult<AnsweredPage> Page<TPage>(int status, ReadOnlySpan<(string Name, object? Value)> parameters)
        where TPage : IComponent
    {
        Dictionary<string, object?> given = [];
        foreach ((string name, object? value) in parameters)
        {
            given[name] = value;
        }

        return new RazorComponentResult<AnsweredPage>(new Dictionary<string, object?> { [nameof(AnsweredPage.Page)] = typeof(TPage), [nameof(AnsweredPage.Given)] = given }) { StatusCode = status };
    }
}
