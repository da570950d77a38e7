using System.Globalization;
using System.Text.RegularExpressions;
using Alur.Host.Pages.Accounts;
using QRCoder;

namespace Alur.Host.Tests.Pages;

/// <summary>The picture has exactly the dark modules of the code.</summary>
public sealed partial class QrPictureTests
{
    [Fact]
    public void Each_dark_module_is_drawn_once_and_no_light_one()
    {
        var text = QrPicture.Address("siti.rahma@contoh.go.id", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        text.ShouldBe("otpauth://totp/Alur:siti.rahma%40contoh.go.id?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Alur&digits=6&period=30");
        var picture = QrPicture.Of(text);
        var drawn = new int[picture.Size, picture.Size];
        foreach (Match run in Runs().Matches(picture.Path))
        {
            var (x, y, length) = (Number(run, 1), Number(run, 2), Number(run, 3));
            for (var i = 0; i < length; i++)
                drawn[y, x + i]++;
        }
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        for (var y = 0; y < picture.Size; y++)
            for (var x = 0; x < picture.Size; x++)
                drawn[y, x].ShouldBe(code.ModuleMatrix[y][x] ? 1 : 0);
    }

    private static int Number(Match run, int group) => int.Parse(run.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("M(\\d+) (\\d+)h(\\d+)v1h-\\3z")]
    private static partial Regex Runs();
}
