using System.Globalization;

namespace Alur.Replay;

/// <summary>The command line.</summary>
/// <param name="File">The log.</param>
/// <param name="Check">Whether to reckon a second time.</param>
/// <param name="Shift">Hours that the log's clock is ahead of the office's.</param>
/// <param name="Keep">Where the database stays; null when it goes.</param>
internal sealed record Options(string File, bool Check, TimeSpan Shift, string? Keep)
{
    /// <summary>The log's working day, 15 to 2 o'clock with a dip at 19, is taken for 8 to 19 with a dip at noon.</summary>
    public static readonly TimeSpan UsualShift = TimeSpan.FromHours(7);

    /// <summary>Reads the arguments; null when they cannot be followed.</summary>
    public static Options? Parse(string[] args)
    {
        string? file = null, keep = null;
        var (check, shift) = (false, UsualShift);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--check":
                    check = true;
                    break;
                case "--shift" when i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var hours) && hours is >= -24 and <= 24:
                    (shift, i) = (TimeSpan.FromHours(hours), i + 1);
                    break;
                // A database that is there already would be replayed into.
                case "--keep" when i + 1 < args.Length && !System.IO.File.Exists(args[i + 1]):
                    keep = args[++i];
                    break;
                case var name when file is null && !name.StartsWith('-'):
                    file = name;
                    break;
                default:
                    return null;
            }
        }
        return file is null ? null : new Options(file, check, shift, keep);
    }
}
