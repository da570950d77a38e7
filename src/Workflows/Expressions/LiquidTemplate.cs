using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Fluid;

namespace Alur.Workflows.Expressions;

/// <summary>A Liquid template that makes a text for people, under the same bounds as an expression of a definition.</summary>
public sealed class LiquidTemplate
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly IFluidTemplate template;

    private LiquidTemplate(IFluidTemplate template) => this.template = template;

    /// <summary>Parses a template.</summary>
    /// <param name="text">The template.</param>
    /// <param name="error">What is wrong with it, in English and with the place; null when nothing is.</param>
    /// <returns>The template, or null when it is none.</returns>
    public static LiquidTemplate? TryParse(string text, out string? error) =>
        LiquidRendering.TryParse(text, out error) is { } template ? new LiquidTemplate(template) : null;

    /// <summary>Renders the template.</summary>
    /// <param name="names">An object whose members are the template's names.</param>
    /// <param name="now">What the template sees as "now".</param>
    /// <param name="asHtml">Whether values are encoded for HTML as they are written.</param>
    /// <exception cref="ActivityFaultException">It fails, or takes more time, memory or length than it may.</exception>
    public string Render(JsonElement names, DateTimeOffset now, bool asHtml) =>
        LiquidRendering.Render(template, asHtml ? Html : NullEncoder.Default, now, context =>
        {
            foreach (var name in names.EnumerateObject())
            {
                context.SetValue(name.Name, LiquidNames.ToLiquid(name.Value));
            }
        });
}
