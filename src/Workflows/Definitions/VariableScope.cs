using System.Collections.Immutable;

namespace Alur.Workflows.Definitions;

/// <summary>The variables in reach of a place in the document, inner ones first.</summary>
internal sealed class VariableScope(ImmutableArray<VariableDeclaration> declared, VariableScope? outer)
{
    /// <summary>The variable with that id; null when none in reach has it.</summary>
    public VariableDeclaration? WithId(string id) => Find(v => v.Id == id);

    /// <summary>The nearest variable of that name; null when there is none.</summary>
    public VariableDeclaration? Named(string name) => Find(v => v.Name == name);

    private VariableDeclaration? Find(Predicate<VariableDeclaration> match)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            foreach (var variable in scope.Declared)
            {
                if (match(variable))
                {
                    return variable;
                }
            }
        }

        return null;
    }

    private ImmutableArray<VariableDeclaration> Declared { get; } = declared;

    private VariableScope? Outer { get; } = outer;
}
