namespace Alur.Host.Clock;

/// <summary>Puts the office's clock into the container.</summary>
public static class ClockRegistration
{
    /// <summary>Registers <see cref="TimeProvider"/>: the real clock, in Development one that can be moved ahead.</summary>
    public static IServiceCollection AddAlurClock(this IServiceCollection services, IHostEnvironment environment) =>
        services.AddSingleton<TimeProvider>(environment.IsDevelopment() ? new AdjustableTimeProvider() : TimeProvider.System);

    /// <summary>Takes up the stored time before anything asks for it. Called after the storage, which readies the database first.</summary>
    public static IServiceCollection AddAlurClockStartup(this IServiceCollection services) =>
        services.AddSingleton<StoredClock>().AddHostedService<ClockStartup>();
}
