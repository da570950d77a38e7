namespace Alur.Host.Features.SubmitTicket;

/// <summary>The form of LPSE Support.</summary>
public sealed record TicketForm
{
    /// <summary>Judul; 1 to 200 characters.</summary>
    public string? Title { get; init; }

    /// <summary>Deskripsi; 1 to 20,000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Aplikasi, such as <c>SPSE</c>, <c>SIRUP</c>, <c>e-Katalog</c>; 1 to 100 characters.</summary>
    public string? Application { get; init; }

    /// <summary>Tipe tiket: <c>Permasalahan</c>, <c>Usulan</c> or <c>Permintaan Layanan</c>; Permasalahan when left out.</summary>
    public string? Kind { get; init; }

    /// <summary>The LPSE it is about; the office's own when left out.</summary>
    public string? Lpse { get; init; }

    /// <summary>Kode error, if the application showed one.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Kode tender, if it is about a tender.</summary>
    public string? TenderCode { get; init; }

    /// <summary>Kanal: <c>web</c>; staff record <c>telepon</c>, <c>datang langsung</c>, <c>chat</c> or <c>email</c> for a caller.</summary>
    public string? Channel { get; init; }

    /// <summary>Who reports.</summary>
    public ReporterForm? Reporter { get; init; }
}

/// <summary>The reporter on the form. A reporter who sends the ticket himself may leave it out.</summary>
public sealed record ReporterForm
{
    /// <summary>Account of the caller, when staff record the ticket of somebody who has one.</summary>
    public string? AccountId { get; init; }

    /// <summary>Nama; required when recorded for a caller.</summary>
    public string? Name { get; init; }

    /// <summary>NPWP: 15 or 16 digits; dots, dashes and spaces are taken out.</summary>
    public string? Npwp { get; init; }

    /// <summary>Alamat.</summary>
    public string? Address { get; init; }

    /// <summary>User ID in the application.</summary>
    public string? UserId { get; init; }

    /// <summary>Mail address.</summary>
    public string? Email { get; init; }
}
