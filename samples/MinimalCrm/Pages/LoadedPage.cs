using Microsoft.AspNetCore.Components;

namespace MinimalCrm.Pages;

/// <summary>A page that is rendered once, with what it shows: a database that is asked over a network answers after the first rendering otherwise.</summary>
public abstract class LoadedPage : ComponentBase
{
    /// <inheritdoc/>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await LoadAsync();
        await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>Reads what the page shows.</summary>
    /// <returns>A task that ends when it is read.</returns>
    protected abstract Task LoadAsync();
}
