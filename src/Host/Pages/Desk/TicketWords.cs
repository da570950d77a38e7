using Microsoft.AspNetCore.Components;
using Alur.Host.Pages.Parts;
using Alur.Host.Storage.Rows;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages.Desk;

/// <summary>States of tickets and times of tasks as pills.</summary>
internal static class TicketWords
{
    /// <summary>The status of a ticket.</summary>
    public static RenderFragment Status(string status) => status switch
    {
        nameof(TicketStatus.Closed) => Pill("✓", "selesai", "good"),
        nameof(TicketStatus.Cancelled) => Pill("✕", "dibatalkan", null),
        _ => Pill("○", "terbuka", null),
    };

    /// <summary>How a task stands to its due time.</summary>
    public static RenderFragment Time(DateTimeOffset? due, DateTimeOffset? warned, DateTimeOffset now) => due switch
    {
        null => Pill("–", "tanpa batas waktu", null),
        { } at when at <= now => Pill("▲", "terlambat", "bad"),
        _ when warned is not null => Pill("!", "hampir habis", "warn"),
        _ => Pill("○", "dalam waktu", null),
    };

    private static RenderFragment Pill(string sign, string words, string? css) => builder =>
    {
        builder.OpenComponent<StatusPill>(0);
        builder.AddComponentParameter(1, nameof(StatusPill.Sign), sign);
        builder.AddComponentParameter(2, nameof(StatusPill.Words), T(words));
        builder.AddComponentParameter(3, nameof(StatusPill.Css), css);
        builder.CloseComponent();
    };
}
