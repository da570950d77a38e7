using Microsoft.AspNetCore.Identity;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Identity;

/// <summary>Refuses passwords that are guessed first: the product's, the office's and the person's own name, and the best known ones.</summary>
public sealed class GuessablePasswords : IPasswordValidator<AlurUser>
{
    /// <summary>Longest password taken, in characters; hashing is work, so it is bounded.</summary>
    public const int Longest = 200;

    private static readonly string[] Words = ["password", "passw0rd", "p@ssw0rd", "katasandi", "administrator", "qwerty", "rahasia", "12345678", "helpdesk"];

    /// <inheritdoc/>
    public Task<IdentityResult> ValidateAsync(UserManager<AlurUser> manager, AlurUser user, string? password)
    {
        if (password is null)
            return Task.FromResult(IdentityResult.Success);
        if (password.Length > Longest)
            return Refuse(T("Kata sandi paling banyak {0} karakter.", Longest));
        if (user.UserName?.Split('@')[0] is { Length: >= 4 } name && password.Contains(name, StringComparison.OrdinalIgnoreCase))
            return Refuse(T("Kata sandi tidak boleh memuat nama pengguna."));
        return Words.Any(word => password.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? Refuse(T("Kata sandi ini mudah ditebak; pilih beberapa kata yang tidak biasa."))
            : Task.FromResult(IdentityResult.Success);
    }

    private static Task<IdentityResult> Refuse(string text) =>
        Task.FromResult(IdentityResult.Failed(new IdentityError { Code = "PasswordGuessable", Description = text }));
}
