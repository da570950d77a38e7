using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Alur.Workflows.Definitions;

namespace Alur.Activities.Sop011;

/// <summary>The four actors of SOP 011, by the role names that tasks carry.</summary>
public static class Actors
{
    /// <summary>The user of SPSE who reports a problem.</summary>
    public const string Pelapor = "Pelapor";

    /// <summary>The first line. The paper also writes "helpdesk LPSE".</summary>
    public const string Helpdesk = "Helpdesk";

    /// <summary>The second line. The paper also writes "admin LPSE".</summary>
    public const string AdminPpe = "AdminPpe";

    /// <summary>The third line, outside the office. The paper also writes "helpdesk LKPP" and "LKP".</summary>
    public const string Lkpp = "Lkpp";

    /// <summary>All of them with their names on paper, in the order of the sheet's columns.</summary>
    public static ImmutableArray<ChoiceDescriptor> All { get; } = [new("Pelapor", Pelapor), new("Helpdesk", Helpdesk), new("Admin PPE", AdminPpe), new("LKPP", Lkpp)];

    /// <summary>True for one of the four role names.</summary>
    internal static bool Include([NotNullWhen(true)] string? name) => name is Pelapor or Helpdesk or AdminPpe or Lkpp;
}
