namespace Alur.Host.Pages.Work;

/// <summary>What of the work list is shown, as its address says it.</summary>
/// <param name="View">One of the list's views.</param>
/// <param name="Priority">Only this priority; null for all.</param>
/// <param name="Step">Only this step, by its activity; null for all.</param>
/// <param name="Role">Only tasks of this role; null for all.</param>
/// <param name="Holder">Only what this account holds; null for all.</param>
public sealed record WorkFilter(string View, string? Priority = null, string? Step = null, string? Role = null, string? Holder = null)
{
    private const int Longest = 200;

    /// <summary>True when more is left out than the view does.</summary>
    public bool IsNarrow => (Priority ?? Step ?? Role ?? Holder) is not null;

    /// <summary>The path and query that show it.</summary>
    public string Path => $"/kerja?view={View}" + Part("prioritas", Priority) + Part("langkah", Step) + Part("peran", Role) + Part("pemegang", Holder);

    /// <summary>The part of an address, or null when it says nothing that could be there.</summary>
    public static string? Read(string? text) => string.IsNullOrEmpty(text) || text.Length > Longest || text.Any(char.IsControl) ? null : text;

    private static string Part(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";
}
