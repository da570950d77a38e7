using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alur.Host.Attachments;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Storage.Rows;
using Alur.Host.Studio.Contract;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Definitions;

/// <summary>Definitions from and to other Elsa servers.</summary>
internal static class ExchangeRoutes
{
    private const int MostFiles = 100;

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Map(IEndpointRouteBuilder studio)
    {
        var definitions = studio.MapGroup("/workflow-definitions");
        definitions.MapPost("/import", ImportAsync).Edits().TakesDocument();
        definitions.MapPost("/import-files", ImportFilesAsync).Edits().TakesDocument();
        definitions.MapGet("/{id}/export", ExportAsync).Reads();
        studio.MapPost("/bulk-actions/export/workflow-definitions", ExportSeveralAsync).Reads();
    }

    private static async Task<IResult> ImportAsync(HttpContext context, Actor actor, DefinitionSaving saving, DefinitionView view, CancellationToken cancellationToken)
    {
        if (StudioBody.ObjectOf(context, out var refusal) is not { } json) return refusal!.ToResult();
        return await saving.SaveAsync(json, publish: false, SaveKind.Replace, actor, window: null, cancellationToken) switch
        {
            DefinitionResult.Done done => Results.Json(view.ForStudio(done.Row, actor)),
            var refused => ((DefinitionResult.Refused)refused).Why.ToResult(),
        };
    }

    /// <summary>Files as Elsa exports them: single definitions as JSON, or several in a zip. All are stored, or none: half an import is hard to tell from a whole one.</summary>
    private static async Task<IResult> ImportFilesAsync(HttpContext context, Actor actor, DefinitionSaving saving, CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType) return new Refusal.Malformed(T("Kirim berkas sebagai multipart/form-data.")).ToResult();
        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(cancellationToken);
        }
        catch (Exception broken) when (Upload.IsBroken(broken))
        {
            return Upload.Broken.ToResult();
        }

        var documents = new List<(string Name, byte[] Json)>();
        foreach (var file in form.Files)
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancellationToken);
            if (DefinitionFiles.Read(file.FileName, content.ToArray(), documents, MostFiles) is { } wrong) return new Refusal.DefinitionRefused([wrong]).ToResult();
        }

        if (documents.Count == 0) return new Refusal.DefinitionRefused([T("Tidak ada berkas definisi (.json atau .zip) di dalam kiriman.")]).ToResult();
        var states = new List<(string Name, JsonObject Posted)>();
        var refused = new List<string>();
        foreach (var (name, json) in documents)
        {
            if (Security.JsonText.WhatIsWrong(json) is { } broken) refused.Add($"{name}: {broken}");
            else if (StudioBody.Parse(json, out var refusal) is not { } document) refused.Add($"{name}: {refusal!.Detail}");
            else states.Add((name, document));
        }

        foreach (var (at, why) in await saving.ImportAsync([.. states.Select(state => state.Posted)], isWhole: refused.Count == 0, actor, cancellationToken))
            refused.AddRange(StudioRefusal.MessagesOf(why).Select(message => at is { } which ? $"{states[which].Name}: {message}" : message));
        if (refused.Count > 0 && documents.Count > 1) refused.Add(T("Tidak satu pun dari {0} definisi ini disimpan.", documents.Count));
        return refused.Count > 0 ? new Refusal.DefinitionRefused(refused).ToResult() : Results.Json(new { count = documents.Count });
    }

    private static async Task<IResult> ExportAsync(string id, string? versionOptions, HttpContext context, DefinitionReading reading, CancellationToken cancellationToken)
    {
        if (VersionChoice.Of(versionOptions, "Latest") is not { } choice) return new Refusal.Invalid("versionOptions", T("Pilihan versi ini tidak dikenal.")).ToResult();
        return await reading.ChosenAsync(id, choice, cancellationToken) is { } row
            ? Results.File(Encoding.UTF8.GetBytes(Text(row)), "application/json", NameOf(row, []))
            : new Refusal.NotFound("Proses").ToResult();
    }

    private static async Task<IResult> ExportSeveralAsync(HttpContext context, DefinitionReading reading, CancellationToken cancellationToken)
    {
        if (StudioBody.TextsOf(context, "ids", out var refusal) is not { } ids) return refusal!.ToResult();
        if (ids.Count > MostFiles) return new Refusal.Invalid("ids", T("Paling banyak {0} proses dalam satu berkas; pilih lebih sedikit.", MostFiles)).ToResult();
        using var file = new MemoryStream();
        // Systems that tell no capitals from small letters unpack it too.
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var id in ids)
            {
                if (await reading.VersionAsync(id, cancellationToken) is not { } row) continue;
                await using var entry = await zip.CreateEntry(NameOf(row, names), CompressionLevel.Optimal).OpenAsync(cancellationToken);
                await entry.WriteAsync(Encoding.UTF8.GetBytes(Text(row)), cancellationToken);
            }
        }

        return names.Count == 0 ? new Refusal.NotFound("Proses").ToResult() : Results.File(file.ToArray(), "application/zip", "workflow-definitions.zip");
    }

    private static string Text(DefinitionRow row) => DefinitionView.ForExport(row).ToJsonString(Readable);

    /// <summary>
    /// Such as <c>sop-011-v3.json</c>; letters, digits and dashes, so that every system takes it. Ids that differ by other signs only would share a name: the later ones get a number.
    /// </summary>
    /// <param name="row">The version.</param>
    /// <param name="taken">The names given so far; this one is added.</param>
    private static string NameOf(DefinitionRow row, HashSet<string> taken)
    {
        var id = string.Concat(row.DefinitionId.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-'));
        var name = string.Create(CultureInfo.InvariantCulture, $"{id}-v{row.Version}.json");
        for (var again = 2; !taken.Add(name); again++) name = string.Create(CultureInfo.InvariantCulture, $"{id}-v{row.Version}-{again}.json");
        return name;
    }
}
