using System.Text.Json;
using Alur.Host.Security;
using Microsoft.AspNetCore.DataProtection;

namespace Alur.Host.Pages;

/// <summary>A form that was sent after its session had ended, carried through signing in so that nothing typed is lost. Files do not come along.</summary>
/// <param name="Path">Where it was sent.</param>
/// <param name="Fields">What was typed.</param>
public sealed record CarriedForm(string Path, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    private const int Longest = 100_000;

    private static readonly TimeSpan Life = TimeSpan.FromHours(8);

    /// <summary>The form of a request, to stand in the sign-in page; null when there is none that can be carried.</summary>
    internal static async Task<string?> ReadAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.HasFormContentType)
            return null;
        IFormCollection form;
        try
        {
            form = await PageForms.ReadAsync(context);
        }
        catch (BadHttpRequestException)
        {
            return null;
        }
        var fields = form.Where(field => !field.Key.StartsWith('_'))
            .SelectMany(field => field.Value.OfType<string>(), (field, value) => KeyValuePair.Create(field.Key, value)).ToList();
        if (fields.Count == 0)
            return null;
        var json = JsonSerializer.Serialize(new CarriedForm(context.Request.Path + context.Request.QueryString, fields));
        return json.Length <= Longest ? Protector(context).Protect(json, Life) : null;
    }

    /// <summary>The form out of the sign-in page; null when there is none.</summary>
    internal static CarriedForm? Open(HttpContext context, string? text) =>
        Protector(context).Open(text) is { } json ? JsonSerializer.Deserialize<CarriedForm>(json) : null;

    // Protected, so that no other site can have a form of its own shown here.
    private static ITimeLimitedDataProtector Protector(HttpContext context) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("Alur.CarriedForm").ToTimeLimitedDataProtector();
}
