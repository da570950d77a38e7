namespace Alur.Host.Pages.Sop;

/// <summary>How a step is coloured and what is written below it.</summary>
/// <param name="Level">0 for no colour, 1 to 4 from the palest to the strongest.</param>
/// <param name="Words">Its figures; null when there are none.</param>
public sealed record StepHeat(int Level, string? Words);
