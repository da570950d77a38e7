using System.Collections.Immutable;

namespace Alur.Workflows.Tests.Properties;

/// <summary>
/// Runs a block directly, with no tokens and no graph: what the chart written from it must do. It knows which activities wait, and how often each join must have fired.
/// </summary>
public sealed class Oracle
{
    private readonly SortedDictionary<string, Action<string>> waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> joins = [];

    public Oracle(Part part) => Start(part, () => IsDone = true);

    public bool IsDone { get; private set; }

    public IReadOnlyCollection<string> Waiting => waiting.Keys;

    public IReadOnlyDictionary<string, int> Joins => joins;

    public void Answer(string id, string outcome)
    {
        var go = waiting[id];
        waiting.Remove(id);
        go(outcome);
    }

    /// <summary>Starts a part; the result cancels what is left of it.</summary>
    private Action Start(Part part, Action done)
    {
        switch (part.Block)
        {
            case Block.Write:
                done();
                return () => { };
            case Block.Ask:
                return Wait(part.Id, _ => done());
            case Block.Chain:
                return StartChain(part.Children, 0, done);
            case Block.Choice:
                return Then(part.Id, outcome => part.Children[outcome == "Yes" ? 0 : 1], done);
            case Block.Script script:
                return StartOptional(part.Children[script.Value ? 0 : 1], done);
            case Block.Repeat:
                return StartRepeat(part, done);
            case Block.While:
                return StartWhile(part, done);
            case Block.Nested:
                return Start(part.Children[0]!, done);
            case Block.Parallel parallel:
                return StartParallel(part, parallel, done);
            default:
                throw new InvalidOperationException(part.Block.ToString());
        }
    }

    private Action Wait(string id, Action<string> go)
    {
        waiting.Add(id, go);
        return () => waiting.Remove(id);
    }

    private Action StartOptional(Part? part, Action done)
    {
        if (part is null)
        {
            done();
            return () => { };
        }

        return Start(part, done);
    }

    private Action StartChain(ImmutableArray<Part?> parts, int index, Action done)
    {
        if (index == parts.Length)
        {
            done();
            return () => { };
        }

        var cell = new Cell();
        cell.Run(() => Start(parts[index]!, () => cell.Run(() => StartChain(parts, index + 1, done))));
        return cell.Cancel;
    }

    private Action Then(string id, Func<string, Part?> choose, Action done)
    {
        var cell = new Cell();
        cell.Run(() => Wait(id, outcome => cell.Run(() => StartOptional(choose(outcome), done))));
        return cell.Cancel;
    }

    private Action StartRepeat(Part part, Action done)
    {
        var cell = new Cell();
        void Body() => cell.Run(() => Start(part.Children[0]!, () => cell.Run(() => Wait(part.Id, Next))));
        void Next(string outcome)
        {
            if (outcome == "Again")
            {
                Body();
            }
            else
            {
                done();
            }
        }

        Body();
        return cell.Cancel;
    }

    private Action StartWhile(Part part, Action done)
    {
        var cell = new Cell();
        void Head() => cell.Run(() => Wait(part.Id, Next));
        void Next(string outcome)
        {
            if (outcome == "Again")
            {
                cell.Run(() => Start(part.Children[0]!, Head));
            }
            else
            {
                done();
            }
        }

        Head();
        return cell.Cancel;
    }

    private Action StartParallel(Part part, Block.Parallel parallel, Action done)
    {
        var race = parallel.Mode is "WaitAny" or "Race";
        var each = parallel.Mode is "Cascade";
        var left = part.Children.Length;
        var over = false;
        var cancels = new List<Action>();
        void BranchDone()
        {
            if (over)
            {
                return;
            }

            left--;
            if (each || race || left == 0)
            {
                joins[part.JoinId] = joins.GetValueOrDefault(part.JoinId) + 1;
            }

            if (race || left == 0)
            {
                over = true;
                CancelAll();
                done();
            }
        }

        void CancelAll()
        {
            foreach (var cancel in cancels)
            {
                cancel();
            }
        }

        foreach (var branch in part.Children)
        {
            if (!over)
            {
                cancels.Add(Start(branch!, BranchDone));
            }
        }

        if (over && race)
        {
            // A branch that was over at once ended the race; what the others opened before goes.
            CancelAll();
        }

        return () =>
        {
            over = true;
            CancelAll();
        };
    }

    /// <summary>What must be cancelled now. A start that is over at once may have started what follows; then that stays.</summary>
    private sealed class Cell
    {
        private Action? current;
        private int version;

        public void Run(Func<Action> start)
        {
            var mine = ++version;
            var cancel = start();
            if (version == mine)
            {
                current = cancel;
            }
        }

        public void Cancel() => current?.Invoke();
    }
}
