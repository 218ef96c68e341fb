namespace Outsourcing.Tests;

/// <summary>A test that needs the reference material beside the checkout, and is skipped with that reason without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (RepositoryFiles.Shared is null)
        {
            Skip = "needs ../shared beside the checkout";
        }
    }
}

/// <summary>A theory that needs the reference material beside the checkout, and is skipped with that reason without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute()
    {
        if (RepositoryFiles.Shared is null)
        {
            Skip = "needs ../shared beside the checkout";
        }
    }
}
