using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Alur.Host.Tests.Sla.Support;

/// <summary>A mail as the server got it.</summary>
/// <param name="To">Recipients of the envelope.</param>
/// <param name="Raw">Headers and body, as sent.</param>
public sealed record ReceivedMail(IReadOnlyList<string> To, string Raw)
{
    public MimeKit.MimeMessage Parsed => MimeKit.MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(Raw)));
}

/// <summary>
/// A small mail server that speaks SMTP over a real socket (RFC 5321, AUTH PLAIN), and can be told to refuse, to be slow or to die in the middle.
/// </summary>
public sealed class SmtpReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;

    public SmtpReceiver()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<ReceivedMail> Mails { get; } = new();

    /// <summary>Everything clients said, to look for what must not be said.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>Answer to a recipient; 250 takes it.</summary>
    public Func<string, string> Recipient { get; set; } = _ => "250 ok";

    /// <summary>Answer after the mail; it counts as received only with 250.</summary>
    public Func<ReceivedMail, string> Accept { get; set; } = _ => "250 queued";

    /// <summary>A password that must be given; null asks for none.</summary>
    public string? Password { get; set; }

    /// <summary>Waited for before each greeting.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>The settings of a host that sends here.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Mail:Host", "127.0.0.1"), new("Mail:Port", $"{Port}"), new("Mail:Security", "None"), new("Mail:FromAddress", "alur@kepri.example"), new("Mail:FromName", "Alur Kepri"),
    ];

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_stopping.IsCancellationRequested) _ = TalkAsync(await _listener.AcceptTcpClientAsync(_stopping.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await Gate.WaitAsync(_stopping.Token);
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, new UTF8Encoding(false));
                await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
                await writer.WriteLineAsync("220 test ESMTP");
                var to = new List<string>();
                while (await reader.ReadLineAsync(_stopping.Token) is { } line)
                {
                    Heard.Enqueue(line);
                    switch (line.Split(' ', 2)[0].ToUpperInvariant())
                    {
                        case "EHLO":
                            await writer.WriteLineAsync(Password is null ? "250-test\r\n250 8BITMIME" : "250-test\r\n250-8BITMIME\r\n250 AUTH PLAIN");
                            break;
                        case "AUTH":
                            var given = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])).Split('\0')[^1];
                            await writer.WriteLineAsync(given == Password ? "235 ok" : "535 wrong");
                            break;
                        case "MAIL":
                            to.Clear();
                            await writer.WriteLineAsync("250 ok");
                            break;
                        case "RCPT":
                            var address = line[(line.IndexOf('<') + 1)..line.IndexOf('>')];
                            var answer = Recipient(address);
                            if (answer.StartsWith('2')) to.Add(address);
                            await writer.WriteLineAsync(answer);
                            break;
                        case "DATA":
                            await writer.WriteLineAsync("354 go on");
                            await writer.WriteLineAsync(await TakeAsync(reader, to));
                            break;
                        case "QUIT":
                            await writer.WriteLineAsync("221 bye");
                            return;
                        default:
                            await writer.WriteLineAsync("250 ok");
                            break;
                    }
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
            }
        }
    }

    private async Task<string> TakeAsync(StreamReader reader, List<string> to)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_stopping.Token) is { } line && line != ".") text.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        var mail = new ReceivedMail([.. to], text.ToString());
        var answer = Accept(mail);
        if (answer.StartsWith('2')) Mails.Enqueue(mail);
        return answer;
    }
}
