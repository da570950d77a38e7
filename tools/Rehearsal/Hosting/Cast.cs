namespace Alur.Rehearsal.Hosting;

/// <summary>Everybody who has a part in SOP 011, signed in with the demo accounts.</summary>
public sealed class Cast : IDisposable
{
    private Cast(IReadOnlyList<AlurClient> all) => All = all;

    public IReadOnlyList<AlurClient> All { get; }

    public AlurClient Pelapor => Of("pelapor");

    public AlurClient Helpdesk => Of("helpdesk");

    public AlurClient Helpdesk2 => Of("helpdesk2");

    public AlurClient AdminPpe => Of("adminppe");

    public AlurClient Lkpp => Of("lkpp");

    public AlurClient Supervisor => Of("supervisor");

    public static async Task<Cast> SignInAsync(Uri address)
    {
        var all = new List<AlurClient>();
        foreach (var account in new[] { "pelapor", "pelapor2", "helpdesk", "helpdesk2", "adminppe", "lkpp", "supervisor" })
            all.Add(await AlurClient.SignInAsync(address, account));
        return new Cast(all);
    }

    /// <summary>The account's client.</summary>
    public AlurClient Of(string account) => All.First(client => client.Account == account);

    /// <summary>Whoever has that user id; null when it is none of ours.</summary>
    public AlurClient? WithUserId(string? userId) => All.FirstOrDefault(client => client.UserId == userId);

    public void Dispose()
    {
        foreach (var client in All) client.Dispose();
    }
}
