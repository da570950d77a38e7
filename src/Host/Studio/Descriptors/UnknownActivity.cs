using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Descriptors;

/// <summary>
/// What an activity is handed out as when its type, or its version of the type, is not known here. Studio draws nothing of a chart with a type it has no descriptor
/// for, and would save the nothing; this type it has.
/// </summary>
public static class UnknownActivity
{
    /// <summary>Elsa's own name for it.</summary>
    public const string TypeName = "Elsa.NotFoundActivity";

    /// <summary>Property with the type's name.</summary>
    public const string MissingType = "missingTypeName";

    /// <summary>Property with the type's version.</summary>
    public const string MissingVersion = "missingTypeVersion";

    /// <summary>Property with the activity's JSON, as text.</summary>
    public const string Original = "originalActivityJson";

    /// <summary>Property that names the ways out, so that Studio keeps the arrows that leave it.</summary>
    public const string Outcomes = "outcomes";

    /// <summary>Its descriptor, in the language of the request. The toolbox does not offer it.</summary>
    public static StudioActivity Descriptor => new()
    {
        TypeName = TypeName,
        Namespace = "Elsa",
        Name = "NotFoundActivity",
        Version = 1,
        Category = "Alur",
        DisplayName = T("Aktivitas tidak dikenal"),
        Description = T("Jenis aktivitas ini tidak dikenal di sini. Isinya disimpan utuh, tetapi proses yang memuatnya tidak dapat diterbitkan."),
        IsBrowsable = false,
        Ports = [new("Done", T("Lanjut"), "Flow")],
        Inputs =
        [
            new()
            {
                Name = "Outcomes",
                TypeName = "ICollection<String>",
                DisplayName = T("Jalan keluar"),
                Description = T("Jalan keluar yang dipakai panah di bagan."),
                Order = 0,
                IsWrapped = true,
                UiHint = "dynamic-outcomes",
                DefaultSyntax = "Object",
                IsReadOnly = true,
            },
        ],
        Outputs = [],
    };
}
