using Microsoft.AspNetCore.Authorization;

namespace Alur.Host.Security;

/// <summary>Says which command an endpoint is. Without it (and without an explicit anonymous mark) an endpoint refuses everybody.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class CommandAttribute(Command command) : Attribute, IAuthorizeData, IAuthorizationRequirementData
{
    /// <summary>The command of the endpoint.</summary>
    public Command Command { get; } = command;

    /// <inheritdoc/>
    public string? Policy { get; set; }

    /// <inheritdoc/>
    public string? Roles { get; set; }

    /// <inheritdoc/>
    public string? AuthenticationSchemes { get; set; }

    /// <inheritdoc/>
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new CommandRequirement(Command)];
}

/// <summary>The actor must have the command in the matrix.</summary>
/// <param name="Command">The command asked for.</param>
public sealed record CommandRequirement(Command Command) : IAuthorizationRequirement;

/// <summary>How an endpoint names its command.</summary>
public static class RequireCommandExtensions
{
    /// <summary>Only actors to whom the matrix gives the command reach the endpoint; others get 401 or 403.</summary>
    public static TBuilder RequireCommand<TBuilder>(this TBuilder builder, Command command)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new CommandAttribute(command)));
        return builder;
    }
}
