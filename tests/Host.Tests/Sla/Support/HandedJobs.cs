using System.Collections.Concurrent;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace Alur.Host.Tests.Sla.Support;

/// <summary>Notes the jobs it is handed and runs none.</summary>
public sealed class HandedJobs : IBackgroundJobClient
{
    private readonly ConcurrentQueue<Job> _jobs = new();

    /// <summary>Type and first argument of each job, in order.</summary>
    public IReadOnlyList<string> All => [.. _jobs.Select(job => $"{job.Type.Name} {job.Args[0]}")];

    public string Create(Job job, IState state)
    {
        _jobs.Enqueue(job);
        return _jobs.Count.ToString();
    }

    public bool ChangeState(string jobId, IState state, string expectedState) => true;

    public void Clear() => _jobs.Clear();
}
