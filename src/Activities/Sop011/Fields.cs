namespace Alur.Activities.Sop011;

/// <summary>The fields that several steps have in common.</summary>
internal static class Fields
{
    /// <summary>Most characters of a text that a person writes.</summary>
    public const int LongText = 20_000;

    /// <summary>Most characters of a line.</summary>
    public const int Line = 200;

    public static AnswerField Message(string advice) => new("message", "Pesan", FieldKind.Text, LongText, advice);

    public static AnswerField Reason(string advice) => new("reason", "Alasan", FieldKind.Text, LongText, advice);

    public static AnswerField Analysis(bool required) => new("analysis", "Catatan analisa", FieldKind.Text, LongText, "Tulis hasil analisa: apa penyebabnya dan apa yang dilakukan.", required);

    public static AnswerField Remark { get; } = new("remark", "Catatan", FieldKind.Text, LongText, "", IsRequired: false);

    public static AnswerField LkppNumber { get; } = new("lkppNumber", "Nomor tiket LKPP", FieldKind.Line, Line, "", IsRequired: false);
}
