using Microsoft.AspNetCore.Identity;

namespace Alur.Host.Identity;

/// <summary>The framework's account errors in Indonesian; the codes stay the framework's.</summary>
public sealed class IndonesianIdentityErrors : IdentityErrorDescriber
{
    /// <inheritdoc/>
    public override IdentityError DefaultError() => Error(nameof(DefaultError), "Akun tidak dapat disimpan.");

    /// <inheritdoc/>
    public override IdentityError ConcurrencyFailure() => Error(nameof(ConcurrencyFailure), "Akun ini baru saja diubah orang lain; muat ulang.");

    /// <inheritdoc/>
    public override IdentityError InvalidUserName(string? userName) =>
        Error(nameof(InvalidUserName), "Nama pengguna hanya boleh memuat huruf, angka, dan - . _ @ +");

    /// <inheritdoc/>
    public override IdentityError DuplicateUserName(string userName) => Error(nameof(DuplicateUserName), $"Nama pengguna '{userName}' sudah ada.");

    /// <inheritdoc/>
    public override IdentityError InvalidEmail(string? email) => Error(nameof(InvalidEmail), "Alamat surel tidak sah.");

    /// <inheritdoc/>
    public override IdentityError DuplicateEmail(string email) => Error(nameof(DuplicateEmail), $"Alamat surel '{email}' sudah dipakai.");

    /// <inheritdoc/>
    public override IdentityError PasswordTooShort(int length) => Error(nameof(PasswordTooShort), $"Kata sandi paling sedikit {length} karakter.");

    /// <inheritdoc/>
    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) =>
        Error(nameof(PasswordRequiresUniqueChars), $"Kata sandi harus memuat paling sedikit {uniqueChars} karakter yang berbeda.");

    private static IdentityError Error(string code, string text) => new() { Code = code, Description = text };
}
