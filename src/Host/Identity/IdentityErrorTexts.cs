using Microsoft.AspNetCore.Identity;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Identity;

/// <summary>The framework's account errors in Indonesian; the codes stay the framework's.</summary>
public sealed class IdentityErrorTexts : IdentityErrorDescriber
{
    /// <inheritdoc/>
    public override IdentityError DefaultError() => Error(nameof(DefaultError), T("Akun tidak dapat disimpan."));

    /// <inheritdoc/>
    public override IdentityError ConcurrencyFailure() => Error(nameof(ConcurrencyFailure), T("Akun ini baru saja diubah orang lain; muat ulang."));

    /// <inheritdoc/>
    public override IdentityError InvalidUserName(string? userName) =>
        Error(nameof(InvalidUserName), T("Nama pengguna hanya boleh memuat huruf, angka, dan - . _ @ +"));

    /// <inheritdoc/>
    public override IdentityError DuplicateUserName(string userName) => Error(nameof(DuplicateUserName), T("Nama pengguna '{0}' sudah ada.", userName));

    /// <inheritdoc/>
    public override IdentityError InvalidEmail(string? email) => Error(nameof(InvalidEmail), T("Alamat surel tidak sah."));

    /// <inheritdoc/>
    public override IdentityError DuplicateEmail(string email) => Error(nameof(DuplicateEmail), T("Alamat surel '{0}' sudah dipakai.", email));

    /// <inheritdoc/>
    public override IdentityError PasswordTooShort(int length) => Error(nameof(PasswordTooShort), T("Kata sandi paling sedikit {0} karakter.", length));

    /// <inheritdoc/>
    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) =>
        Error(nameof(PasswordRequiresUniqueChars), T("Kata sandi harus memuat paling sedikit {0} karakter yang berbeda.", uniqueChars));

    private static IdentityError Error(string code, string text) => new() { Code = code, Description = text };
}
