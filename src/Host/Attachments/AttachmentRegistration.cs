namespace Alur.Host.Attachments;

/// <summary>Puts attachments into the host.</summary>
public static class AttachmentRegistration
{
    /// <summary>Registers the file store and what brings files onto tickets.</summary>
    public static IServiceCollection AddAlurAttachments(this IServiceCollection services) => services.AddSingleton<FileStore>().AddSingleton<TicketFiles>().AddSingleton<DraftFiles>();

    /// <summary>Maps upload, list and download.</summary>
    public static IEndpointRouteBuilder MapAlurAttachments(this IEndpointRouteBuilder app)
    {
        AttachmentEndpoints.Map(app);
        return app;
    }
}
