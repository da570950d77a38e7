using System.Collections.Immutable;

namespace Alur.Host.Tickets.Sheet;

/// <summary>A definition as the official SOP sheet: identity, and the steps in their order with who does them and their mutu baku.</summary>
/// <param name="DefinitionId">The process.</param>
/// <param name="Version">Its version.</param>
/// <param name="Name">Its name.</param>
/// <param name="Identity">The identity block; null when the definition carries none.</param>
/// <param name="Actors">Roles in the order of the sheet's columns.</param>
/// <param name="Steps">The steps, numbered ones first.</param>
public sealed record SopSheet(
    string DefinitionId, int Version, string Name, SopIdentity? Identity, ImmutableArray<string> Actors, ImmutableArray<SopStep> Steps);

/// <summary>Where a part of the sheet comes from.</summary>
public enum SopSource
{
    /// <summary>It stands word for word in the signed document.</summary>
    Document,

    /// <summary>It was reconstructed, because the page with it is missing or it was a picture.</summary>
    Reconstruction,
}

/// <summary>The symbols of an official flowchart that stand for a step. The arrow and the off-page connector stand between steps.</summary>
public enum SopSymbol
{
    /// <summary>Kapsul: begin or end.</summary>
    Terminator,

    /// <summary>Kotak: something is done.</summary>
    Process,

    /// <summary>Belah ketupat: something is decided.</summary>
    Decision,
}

/// <summary>A row of the sheet.</summary>
/// <param name="ActivityId">The activity in the definition.</param>
/// <param name="Number">Number on the sheet; null for a symbol that is no step, such as the end.</param>
/// <param name="Title">Short name.</param>
/// <param name="Text">The whole text (kegiatan).</param>
/// <param name="Actor">Role that performs it; of the step before when it names none.</param>
/// <param name="Symbol">How it is drawn.</param>
/// <param name="Source">Where its text comes from.</param>
/// <param name="Requirements">Persyaratan/perlengkapan.</param>
/// <param name="Time">Waktu, in words.</param>
/// <param name="Output">Output.</param>
/// <param name="Note">A remark about the step, ours and not the document's.</param>
/// <param name="Links">Where it leads.</param>
public sealed record SopStep(
    string ActivityId, int? Number, string Title, string Text, string? Actor, SopSymbol Symbol, SopSource Source, string? Requirements, string? Time,
    string? Output, string? Note, ImmutableArray<SopLink> Links);

/// <summary>An arrow from a step.</summary>
/// <param name="Target">The activity it leads to.</param>
/// <param name="Label">The answer it stands for, such as "Ya"; null when there is but one way.</param>
public sealed record SopLink(string Target, string? Label);

/// <summary>The identity block of an official SOP, as it stands in the document.</summary>
/// <param name="Number">Nomor SOP.</param>
/// <param name="CreatedOn">Tanggal pembuatan.</param>
/// <param name="RevisedOn">Tanggal revisi.</param>
/// <param name="EffectiveOn">Tanggal efektif.</param>
/// <param name="ApprovedBy">Disahkan oleh: position, name and NIP, as far as they are filled in.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Title">Nama SOP.</param>
/// <param name="LegalBases">Dasar hukum, each with our note about it, if any.</param>
/// <param name="Qualifications">Kualifikasi pelaksana.</param>
/// <param name="Related">Keterkaitan.</param>
/// <param name="Equipment">Peralatan/perlengkapan.</param>
/// <param name="Warning">Peringatan.</param>
/// <param name="Records">Pencatatan dan pendaftaran.</param>
public sealed record SopIdentity(
    string Number, string CreatedOn, string RevisedOn, string EffectiveOn, ImmutableArray<string> ApprovedBy, string Unit, string Title,
    ImmutableArray<SopText> LegalBases, ImmutableArray<string> Qualifications, ImmutableArray<string> Related, ImmutableArray<string> Equipment,
    string Warning, string Records);

/// <summary>A text of the document with our note about it.</summary>
/// <param name="Text">The document's words.</param>
/// <param name="Note">Our note; null when there is nothing to say.</param>
public sealed record SopText(string Text, string? Note);
