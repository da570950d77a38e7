using System.Security.Cryptography;
using Alur.Host.Tests.Features;
using Alur.Host.Tests.Sla.Support;

namespace Alur.Host.Tests.Attachments;

/// <summary>An upload that was acknowledged is there after the host was killed in the same moment.</summary>
public sealed class AttachmentKillTests
{
    [Fact]
    public async Task Acknowledged_uploads_survive_a_kill()
    {
        var folder = Directory.CreateTempSubdirectory("alur-kill-").FullName;
        try
        {
            var acknowledged = new Dictionary<string, byte[]>();
            using (var host = await StartAsync(folder))
            {
                using var client = await host.SignedInAsync("pelapor");
                var ticket = await new Person("demo-pelapor", "Siti Rahma", client).SendTicketAsync();
                for (var i = 0; i < 5; i++)
                {
                    byte[] bytes = [.. "%PDF-1.7\n"u8, .. RandomNumberGenerator.GetBytes(200_000)];
                    using var sent = await AttachmentTests.Send(client, ticket.Text("id"), bytes, $"berkas{i}.pdf");
                    acknowledged.Add((await sent.Json()).Text("id"), bytes);
                }
                host.Kill();
            }
            using (var host = await StartAsync(folder))
            {
                using var client = await host.SignedInAsync("pelapor");
                foreach (var (id, bytes) in acknowledged)
                {
                    using var got = await client.Get($"/api/attachments/{id}");
                    (await got.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(bytes);
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<KillableHost> StartAsync(string folder) =>
        KillableHost.StartAsync(Path.Combine(folder, "alur.db"), attachments: Path.Combine(folder, "attachments"));
}
