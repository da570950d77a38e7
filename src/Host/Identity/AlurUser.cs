using Microsoft.AspNetCore.Identity;

namespace Alur.Host.Identity;

/// <summary>A person or program that signs in.</summary>
public sealed class AlurUser : IdentityUser
{
    /// <summary>Name shown to others.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Tax number (NPWP), if known.</summary>
    public string? Npwp { get; set; }

    /// <summary>Address, if known.</summary>
    public string? Address { get; set; }

    /// <summary>When the account was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Whether the account may be used. An account with history is switched off, never deleted.</summary>
    public bool IsActive { get; set; } = true;
}
