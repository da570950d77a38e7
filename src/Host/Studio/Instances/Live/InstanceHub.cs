using Alur.Host.Storage;
using Microsoft.AspNetCore.SignalR;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Instances.Live;

/// <summary>
/// Studio's viewer says which instance it looks at and is told when that changes. What it is told holds no more than the routes of the contract give to everybody who may
/// see processes; the endpoint itself asks for that right.
/// </summary>
/// <param name="watch">Knows who looks at what.</param>
internal sealed class InstanceHub(InstanceWatch watch) : Hub
{
    /// <summary>Where the hub lies, below the host's path base.</summary>
    public const string Path = "/elsa/hubs/workflow-instance";

    /// <summary>The connection looks at an instance from now on.</summary>
    /// <param name="instanceId">The instance.</param>
    public async Task ObserveInstanceAsync(string instanceId)
    {
        if (!IdSource.IsId(instanceId) || !watch.Observe(instanceId, Context.ConnectionId))
            throw new HubException(T("Proses ini tidak dapat diamati."));
        await Groups.AddToGroupAsync(Context.ConnectionId, instanceId, Context.ConnectionAborted);
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        watch.Forget(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
