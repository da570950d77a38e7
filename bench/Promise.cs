namespace Alur.Bench;

/// <summary>Something promised of the sweep, and what was found.</summary>
/// <param name="What">What it is about.</param>
/// <param name="Found">What was found.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Bound">What was promised; null where nothing was.</param>
/// <param name="Sense">Whether the bound is the most (<c>≤</c>) or the least (<c>≥</c>).</param>
internal sealed record Promise(string What, double Found, string Unit, double? Bound = null, string Sense = "≤")
{
    public bool Holds => Bound is not { } bound || (Sense == "≤" ? Found <= bound : Found >= bound);
}
