namespace Alur.Host.Attachments;

/// <summary>Puts attachments into the host.</summary>
public static class AttachmentRegistration
{
    /// <summary>Registers the file store.</summary>
    public static IServiceCollection AddAlurAttachments(this IServiceCollection services) => services.AddSingleton<FileStore>();

    /// <summary>Maps upload, list and download.</summary>
    public static IEndpointRouteBuilder MapAlurAttachments(this IEndpointRouteBuilder app)
    {
        AttachmentEndpoints.Map(app);
        return app;
    }
}
