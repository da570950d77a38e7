using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Alur.Browser.Tests.Studio;

/// <summary>
/// Studio's editor as a person uses it: by mouse and keyboard on the real canvas. The window is large enough for the whole chart, so nothing has to be scrolled
/// to, and every wait is for something that happens.
/// </summary>
internal sealed class StudioEditor(IPage page)
{
    /// <summary>Width of a window that shows the whole chart of SOP 011.</summary>
    public const int Width = 2200;

    /// <summary>Height of such a window.</summary>
    public const int Height = 3300;

    private const float Patience = 60_000;

    /// <summary>Studio starts a runtime, reads descriptors and draws: on a busy machine that takes its time.</summary>
    public static async Task<StudioEditor> OpenAsync(IPage page, string definitionId)
    {
        page.SetDefaultTimeout(Patience);
        await page.GotoAsync($"/studio/workflows/definitions/{definitionId}/edit");
        var editor = new StudioEditor(page);
        await editor.Nodes.First.WaitForAsync();
        await editor.FitAsync();
        return editor;
    }

    /// <summary>The activities on the canvas.</summary>
    public ILocator Nodes => page.Locator("elsa-workflow-definition-editor .x6-node");

    /// <summary>One activity.</summary>
    public ILocator Node(string id) => page.Locator($".x6-node[data-cell-id=\"{id}\"]");

    /// <summary>The connections on the canvas.</summary>
    public ILocator Edges => page.Locator("elsa-workflow-definition-editor .x6-edge");

    /// <summary>Makes the whole chart fit the canvas and waits until it stands still.</summary>
    public async Task FitAsync()
    {
        await page.Locator("elsa-workflow-definition-editor button.mud-icon-button:visible").First.ClickAsync();
        await page.WaitForFunctionAsync("""
            () => {
              const now = document.querySelector('.x6-graph-svg-viewport')?.getAttribute('transform') + document.querySelectorAll('.x6-edge').length;
              const still = now === window.alurBefore;
              window.alurBefore = now;
              return still;
            }
            """, null, new() { PollingInterval = 250 });
    }

    /// <summary>Selects an activity, unless it is; its inputs appear below the canvas.</summary>
    public async Task SelectAsync(string id)
    {
        var selected = page.Locator($".x6-node-selected[data-cell-id=\"{id}\"]");
        if (await selected.CountAsync() == 0)
            await Node(id).ClickAsync();
        await selected.WaitForAsync();
    }

    /// <summary>The editor of an input of the selected activity.</summary>
    public ILocator Input(string label) => Control(label).Locator("input, textarea").First;

    private ILocator Control(string label) => page.Locator(".mud-input-control").Filter(new() { Has = page.GetByText(label, new() { Exact = true }) }).First;

    /// <summary>Types into an input of the selected activity, and waits until the automatic save has answered.</summary>
    public Task<IResponse> SetInputAsync(string label, string value) => SavedAsync(async () =>
    {
        await Input(label).FillAsync(value);
        await Input(label).PressAsync("Tab");
    });

    /// <summary>Chooses from the list of an input of the selected activity, and waits for the save.</summary>
    public Task<IResponse> ChooseAsync(string label, string choice) => SavedAsync(async () =>
    {
        await Control(label).Locator(".mud-input").First.ClickAsync();
        await page.Locator(".mud-popover-open").GetByText(choice, new() { Exact = true }).First.ClickAsync();
    });

    /// <summary>Drags an activity out of the toolbox to a free place on the canvas and gives its id.</summary>
    public async Task<string> AddAsync(string category, string displayName, double x, double y)
    {
        var panel = page.Locator(".mud-expand-panel").Filter(new() { HasText = category }).First;
        var item = panel.Locator("[draggable=true]").Filter(new() { HasText = displayName }).First;
        if (!await item.IsVisibleAsync())
            await panel.Locator(".mud-expand-panel-header").ClickAsync();
        await item.WaitForAsync();
        var known = await IdsAsync();
        await SavedAsync(() => item.DragToAsync(page.Locator(".graph-container"), new() { TargetPosition = new() { X = (float)x, Y = (float)y } }));
        return (await IdsAsync()).Except(known).ShouldHaveSingleItem();
    }

    /// <summary>Draws a connection from an outcome of one activity to another, and waits for the save.</summary>
    public async Task ConnectAsync(string source, string port, string target)
    {
        await DeselectAsync();
        // Beside the middle of the ports, where lines that already end there do not lie.
        var (fromX, fromY) = await MiddleAsync(Port(source, port));
        var (toX, toY) = await MiddleAsync(Port(target, "In"));
        await SavedAsync(async () =>
        {
            await page.Mouse.MoveAsync(fromX - 4, fromY);
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(fromX + 12, fromY + 12, new() { Steps = 4 });
            await page.Mouse.MoveAsync(toX + 4, toY, new() { Steps = 12 });
            await page.Mouse.UpAsync();
        });
    }

    /// <summary>Clicks on the line between two activities and deletes it.</summary>
    public async Task DisconnectAsync(string source, string port, string target)
    {
        await DeselectAsync();
        var found = await page.EvaluateAsync<float[]>("""
            ([source, port, target]) => {
              const middle = element => { const box = element.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; };
              const at = (node, name) => middle(document.querySelector(`.x6-node[data-cell-id="${node}"] g[port="${name}"] .elsa-designer-port-circle`));
              const far = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
              const [start, end] = [at(source, port), at(target, 'In')];
              let best = null;
              for (const edge of document.querySelectorAll('.x6-edge')) {
                const path = edge.querySelector('path');
                const screen = path.getScreenCTM();
                const point = length => { const p = path.getPointAtLength(length).matrixTransform(screen); return [p.x, p.y]; };
                const length = path.getTotalLength();
                const distance = far(point(0), start) + far(point(length), end);
                if (best !== null && best.distance <= distance) continue;
                // A place on the line where nothing else lies on top of it.
                for (let part = 0.1; part < 0.95; part += 0.05) {
                  const [x, y] = point(length * part);
                  if (edge.contains(document.elementFromPoint(x, y))) { best = { distance, x, y }; break; }
                }
              }
              return best !== null && best.distance < 30 ? [best.x, best.y] : [];
            }
            """, new[] { source, port, target });
        found.Length.ShouldBe(2, $"there is no line from {source} ({port}) to {target}");
        var lines = await page.Locator(".x6-edge").CountAsync();
        await SavedAsync(async () =>
        {
            // The canvas takes a key only once it has taken the click, and does not show when that is: until the line is gone.
            for (var attempt = 1; await page.Locator(".x6-edge").CountAsync() == lines; attempt++)
            {
                attempt.ShouldBeLessThan(8, $"the line from {source} ({port}) to {target} could not be deleted");
                await page.Mouse.ClickAsync(found[0], found[1]);
                await page.Keyboard.PressAsync("Delete");
                await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            }
        });
    }

    /// <summary>Presses Publish and gives the host's answer.</summary>
    public async Task<IResponse> PublishAsync() => await page.RunAndWaitForResponseAsync(
        () => page.Locator("elsa-workflow-definition-editor button.mud-icon-button.mud-primary-text").First.ClickAsync(),
        answer => IsSave(answer) && JsonNode.Parse(answer.Request.PostData!)!["publish"]?.GetValue<bool?>() == true);

    /// <summary>Presses Run and gives the host's answer; Studio then shows the instance.</summary>
    public async Task<IResponse> RunAsync()
    {
        // The only one with the triangle of "play", filled or as an outline.
        var button = page.Locator("elsa-workflow-definition-editor button:has(path[d*='M8 5v14l11-7']), elsa-workflow-definition-editor button:has(path[d*='M10 8.64'])");
        return await page.RunAndWaitForResponseAsync(
            () => button.First.ClickAsync(), answer => answer.Request.Method == "POST" && answer.Url.EndsWith("/execute", StringComparison.Ordinal));
    }

    /// <summary>The messages of our own frame.</summary>
    public ILocator Notices => page.Locator(".alur-notice p");

    /// <summary>Does something that Studio saves by itself, and waits for the save's answer.</summary>
    public Task<IResponse> SavedAsync(Func<Task> act) => page.RunAndWaitForResponseAsync(act, IsSave);

    private static bool IsSave(IResponse answer) => answer.Request.Method == "POST" && answer.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal);

    private ILocator Port(string id, string port) => Node(id).Locator($"g[port=\"{port}\"] .elsa-designer-port-circle");

    // The frame around a selected activity lies over its ports.
    private async Task DeselectAsync()
    {
        await page.Locator(".graph-container").ClickAsync(new() { Position = new() { X = 12, Y = 12 } });
        await page.Locator(".x6-node-selected").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    private static async Task<(float X, float Y)> MiddleAsync(ILocator locator)
    {
        var box = await locator.BoundingBoxAsync() ?? throw new InvalidOperationException("Expected a port on the canvas but it is not drawn.");
        return (box.X + box.Width / 2, box.Y + box.Height / 2);
    }

    private async Task<string[]> IdsAsync() => await Nodes.EvaluateAllAsync<string[]>("nodes => nodes.map(node => node.dataset.cellId)");
}
