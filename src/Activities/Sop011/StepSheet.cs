namespace Alur.Activities.Sop011;

/// <summary>What the paper says of a step.</summary>
public sealed record StepSheet
{
    /// <summary>Its number on the sheet, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Its short English name; the type name is <c>Sop011.</c> and this.</summary>
    public required string Name { get; init; }

    /// <summary>Its short Indonesian name, for the designer and work lists.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The paper's text, its spelling kept; reconstructed where the page is missing, as the definition's <c>customProperties.source</c> says.</summary>
    public required string Text { get; init; }

    /// <summary>Whose it is unless the designer says otherwise, one of <see cref="Actors"/>.</summary>
    public required string Actor { get; init; }
}
