namespace Alur.Host.Texts;

/// <summary>Text that stays as it was written, whatever the language of the page: steps, names of fields on the sheet, what people typed.</summary>
public static class Literal
{
    /// <summary>The <c>lang</c> of an element with such text of the office: Indonesian on an English page, and none where the page is Indonesian anyway.</summary>
    public static string? Lang => Languages.IsEnglish ? "id" : null;
}
