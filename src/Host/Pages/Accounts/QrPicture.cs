using System.Globalization;
using System.Text;
using QRCoder;

namespace Alur.Host.Pages.Accounts;

/// <summary>A QR code as one path of squares, drawn here: no picture is asked for elsewhere, and nothing of it is a style.</summary>
/// <param name="Size">Modules on a side, with the quiet zone.</param>
/// <param name="Path">The dark modules, as path data in modules.</param>
public sealed record QrPicture(int Size, string Path)
{
    /// <summary>The picture of a text.</summary>
    public static QrPicture Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
        {
            var row = data.ModuleMatrix[y];
            for (var x = 0; x < row.Length; x++)
            {
                var from = x;
                while (x < row.Length && row[x])
                    x++;
                if (x > from)
                    path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
            }
        }
        return new QrPicture(data.ModuleMatrix.Count, path.ToString());
    }

    /// <summary>What an authenticator app reads out of the picture.</summary>
    public static string Address(string userName, string key) =>
        $"otpauth://totp/Alur:{Uri.EscapeDataString(userName)}?secret={key}&issuer=Alur&digits=6&period=30";
}
