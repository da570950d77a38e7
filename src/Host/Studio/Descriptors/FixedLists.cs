using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Descriptors;

/// <summary>An expression language.</summary>
/// <param name="Type">Name in definitions.</param>
/// <param name="DisplayName">Name for people.</param>
/// <param name="IsSerializable">Whether it is kept in definitions.</param>
/// <param name="IsBrowsable">Whether the panel offers it.</param>
/// <param name="Properties">What the editor needs to know.</param>
public sealed record StudioExpression(string Type, string DisplayName, bool IsSerializable, bool IsBrowsable, IReadOnlyDictionary<string, string> Properties);

/// <summary>A type that a variable can have.</summary>
/// <param name="TypeName">Elsa's alias.</param>
/// <param name="DisplayName">Name for people.</param>
/// <param name="Category">Group.</param>
/// <param name="Description">More, or null.</param>
public sealed record StudioVariableType(string TypeName, string DisplayName, string Category, string? Description = null);

/// <summary>Where the values of variables can be kept.</summary>
/// <param name="TypeName">Elsa's name.</param>
/// <param name="DisplayName">Name for people.</param>
/// <param name="Priority">Order.</param>
/// <param name="Deprecated">Whether it is going away.</param>
public sealed record StudioStorageDriver(string TypeName, string DisplayName, int Priority, bool Deprecated);

/// <summary>A way in which the engine behaves; there is one of each kind, so Studio's choices say what happens here.</summary>
/// <param name="TypeName">Elsa's name.</param>
/// <param name="DisplayName">Name for people.</param>
/// <param name="Description">What it means.</param>
public sealed record StudioStrategy(string TypeName, string DisplayName, string Description);

/// <summary>The lists that depend on nothing but the language of whoever asks: they are kept in Indonesian and said on the way out.</summary>
internal static class FixedLists
{
    public static IReadOnlyList<StudioExpression> Expressions { get; } =
    [
        Expression("Literal", "Nilai tetap", browsable: false),
        Expression("Object", "Objek JSON", browsable: false, "json"),
        Expression("JavaScript", "JavaScript", browsable: true, "javascript"),
        Expression("Liquid", "Liquid", browsable: true, "liquid"),
        Expression("Variable", "Variabel", browsable: true),
    ];

    public static IReadOnlyList<StudioVariableType> VariableTypes { get; } =
    [
        new("String", "Teks", "Dasar"),
        new("Boolean", "Benar atau salah", "Dasar"),
        new("Int32", "Bilangan bulat", "Dasar"),
        new("Int64", "Bilangan bulat besar", "Dasar"),
        new("Double", "Bilangan pecahan", "Dasar"),
        new("Decimal", "Bilangan desimal", "Dasar"),
        new("DateTimeOffset", "Saat", "Waktu"),
        new("TimeSpan", "Lama", "Waktu"),
        new("Object", "Objek apa pun", "Lain"),
    ];

    public static IReadOnlyList<StudioStorageDriver> StorageDrivers { get; } = [new("Workflow", "Bersama prosesnya", 0, false)];

    public static IReadOnlyList<StudioStrategy> Activation { get; } =
        [new("Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy, Elsa.Workflows.Core", "Selalu", "Setiap tiket memulai proses baru.")];

    public static IReadOnlyList<StudioStrategy> Incidents { get; } =
    [
        new("Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core", "Lanjutkan yang lain",
            "Langkah yang gagal menjadi insiden yang ditangani petugas; cabang lain tetap berjalan."),
    ];

    public static IReadOnlyList<StudioStrategy> LogPersistence { get; } =
        [new("Elsa.Workflows.LogPersistence.Strategies.Include, Elsa.Workflows.Core", "Semua dicatat", "Jurnal mencatat setiap peristiwa; tidak ada yang dapat dikecualikan.")];

    /// <summary>It in the language of the request.</summary>
    public static StudioExpression Said(StudioExpression one) => one with { DisplayName = T(one.DisplayName) };

    /// <summary>It in the language of the request.</summary>
    public static StudioVariableType Said(StudioVariableType one) => one with { DisplayName = T(one.DisplayName), Category = T(one.Category) };

    /// <summary>It in the language of the request.</summary>
    public static StudioStorageDriver Said(StudioStorageDriver one) => one with { DisplayName = T(one.DisplayName) };

    /// <summary>It in the language of the request.</summary>
    public static StudioStrategy Said(StudioStrategy one) => one with { DisplayName = T(one.DisplayName), Description = T(one.Description) };

    private static StudioExpression Expression(string type, string display, bool browsable, string? monaco = null) => new(
        type, display, true, browsable, monaco is null ? [] : new Dictionary<string, string>(StringComparer.Ordinal) { ["MonacoLanguage"] = monaco });
}
