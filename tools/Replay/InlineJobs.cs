using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Replay;

/// <summary>Runs the sweep's jobs one after the other at the moment at which it hands them out, so that simulated time stands still meanwhile.</summary>
internal sealed class InlineJobs(IServiceProvider services) : IBackgroundJobClient
{
    private readonly Queue<Job> waiting = new();

    public string Create(Job job, IState state)
    {
        waiting.Enqueue(job);
        return "";
    }

    public bool ChangeState(string jobId, IState state, string expectedState) => false;

    public async Task RunAsync()
    {
        while (waiting.TryDequeue(out var job))
            await (Task)job.Method.Invoke(ActivatorUtilities.CreateInstance(services, job.Type), [.. job.Args])!;
    }
}
