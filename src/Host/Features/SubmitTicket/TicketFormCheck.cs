using System.Net.Mail;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.SubmitTicket;

/// <summary>The rules of the form, all checked at once.</summary>
internal static class TicketFormCheck
{
    public const string HomeLpse = "LPSE Provinsi Kepulauan Riau";

    private const int Line = 200;
    private const int LongText = 20_000;

    public static readonly string[] Kinds = ["Permasalahan", "Usulan", "Permintaan Layanan"];

    /// <summary>The ticket of a form, still without id, number and time; null with what is wrong in <paramref name="errors"/>.</summary>
    /// <param name="form">The form.</param>
    /// <param name="actor">Who sends it.</param>
    /// <param name="caller">The account named in <see cref="ReporterForm.AccountId"/>; null when none was named or there is no such active account.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static TicketRow? Check(TicketForm form, Actor actor, Actor? caller, FieldErrors errors)
    {
        var reporter = form.Reporter ?? new ReporterForm();
        var channel = ReadChannel(form.Channel, actor, errors);
        var forCaller = channel != Channels.Web;
        if (reporter.AccountId is { Length: > 0 })
        {
            if (!forCaller)
                errors.Add("reporter.accountId", T("Hanya untuk tiket yang dicatat petugas bagi pelapor."));
            else if (caller is null || !caller.Is(Roles.Pelapor))
                errors.Add("reporter.accountId", T("Tidak ada pelapor aktif dengan id itu."));
        }
        var name = errors.Optional("reporter.name", reporter.Name, Line) ?? caller?.Name ?? (forCaller ? null : actor.Name);
        if (name is null)
            errors.Add("reporter.name", T("Wajib diisi untuk tiket yang dicatat petugas."));

        var row = new TicketRow
        {
            Id = "",
            Number = "",
            ReporterId = caller?.Id ?? actor.Id,
            ReporterName = name ?? "",
            ReporterNpwp = ReadNpwp(reporter.Npwp, errors),
            ReporterAddress = errors.Optional("reporter.address", reporter.Address, 500),
            ReporterUserId = errors.Optional("reporter.userId", reporter.UserId, 100),
            ReporterEmail = ReadEmail(reporter.Email, errors),
            Title = errors.Required("title", form.Title, Line),
            Description = errors.Required("description", form.Description, LongText),
            Application = errors.Required("application", form.Application, 100),
            Lpse = errors.Optional("lpse", form.Lpse, Line) ?? HomeLpse,
            ErrorCode = errors.Optional("errorCode", form.ErrorCode, 100),
            TenderCode = errors.Optional("tenderCode", form.TenderCode, 100),
            Kind = ReadKind(form.Kind, errors),
            Channel = channel,
        };
        return errors.Refusal is null ? row : null;
    }

    private static string ReadKind(string? text, FieldErrors errors)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Kinds[0];
        if (Kinds.FirstOrDefault(kind => kind.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } known)
            return known;
        errors.Add("kind", T("Pilih salah satu: {0}.", string.Join(", ", Kinds)));
        return Kinds[0];
    }

    private static string ReadChannel(string? text, Actor actor, FieldErrors errors)
    {
        var reports = actor.Is(Roles.Pelapor);
        var records = actor.IsStaff;
        if (string.IsNullOrWhiteSpace(text))
        {
            if (!reports)
                errors.Add("channel", T("Pilih salah satu: {0}.", string.Join(", ", Channels.All.Skip(1))));
            return Channels.Web;
        }
        var channel = Channels.All.FirstOrDefault(known => known.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase));
        if (channel is null)
            errors.Add("channel", T("Pilih salah satu: {0}.", string.Join(", ", Channels.All)));
        else if (channel == Channels.Web && !reports)
            errors.Add("channel", T("Lewat web hanya pelapor sendiri yang mengirim. Petugas mencatat tiket dari telepon, datang langsung, chat, atau email."));
        else if (channel != Channels.Web && !records)
            errors.Add("channel", T("Kanal ini dicatat oleh petugas. Pelapor mengirim lewat web."));
        return channel ?? Channels.Web;
    }

    private static string? ReadNpwp(string? text, FieldErrors errors)
    {
        var digits = text is null ? "" : string.Concat(text.Where(letter => letter is not ('.' or '-' or ' ')));
        if (digits.Length == 0)
            return null;
        if (digits.Length is 15 or 16 && digits.All(char.IsAsciiDigit))
            return digits;
        errors.Add("reporter.npwp", T("Tulis 15 atau 16 angka, atau kosongkan."));
        return null;
    }

    private static string? ReadEmail(string? text, FieldErrors errors)
    {
        if (errors.Optional("reporter.email", text, 254) is not { } email)
            return null;
        if (MailAddress.TryCreate(email, out var address) && address.Address == email && email.All(char.IsAscii))
            return email;
        errors.Add("reporter.email", T("Tulis alamat surel yang benar, misalnya nama@contoh.go.id."));
        return null;
    }
}
