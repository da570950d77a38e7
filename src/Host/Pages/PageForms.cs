using Alur.Host.Attachments;

namespace Alur.Host.Pages;

/// <summary>Forms that pages send.</summary>
internal static class PageForms
{
    /// <summary>The form of a request; an empty one when it sent none.</summary>
    /// <exception cref="BadHttpRequestException">The form is broken.</exception>
    public static async Task<IFormCollection> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return FormCollection.Empty;
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (Exception broken) when (Upload.IsBroken(broken))
        {
            throw new BadHttpRequestException("Expected a whole form.", broken);
        }
    }
}
