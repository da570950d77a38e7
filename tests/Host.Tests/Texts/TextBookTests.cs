using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Alur.Activities.General;
using Alur.Activities.Sop011;
using Alur.Host.Features.SubmitTicket;
using Alur.Host.Identity;
using Alur.Host.Pages;
using Alur.Host.Refusals;
using Alur.Host.Studio.Descriptors;
using Alur.Host.Texts;
using Alur.Host.Tickets;
using Alur.Workflows.Definitions;
using Spoken = Alur.Host.Texts.Texts;

namespace Alur.Host.Tests.Texts;

/// <summary>The books of English beside the texts of the source: complete, without leftovers, of one mind.</summary>
public sealed partial class TextBookTests
{
    private static readonly (string Book, string Indonesian, string English)[] Entries =
        [.. Spoken.Books.SelectMany(book => Spoken.Of(book).Select(entry => (book, entry.Indonesian, entry.English)))];

    private static readonly HashSet<string> Known = Entries.Select(entry => entry.Indonesian).ToHashSet(StringComparer.Ordinal);

    [Fact]
    public void Every_text_has_English()
    {
        SourceTexts.Said.Count.ShouldBeGreaterThan(500);
        SourceTexts.Said.Where(said => !Known.Contains(said.Text)).Select(said => $"{said.Path}: {said.Text}").ShouldBeEmpty();
    }

    [Fact]
    public void Every_text_of_a_table_has_English() => Tables().Where(text => !Known.Contains(text)).Distinct().ShouldBeEmpty();

    [Fact]
    public void Every_English_belongs_to_a_text_of_the_source() => Entries
        .Where(entry => !SourceTexts.Literals.Contains(entry.Indonesian) && !SourceTexts.Said.Any(said => said.Text == entry.Indonesian))
        .Select(entry => $"{entry.Book}: {entry.Indonesian}").ShouldBeEmpty();

    [Fact]
    public void Both_languages_put_in_the_same_values() => Entries
        .Where(entry => !Places(entry.Indonesian).SetEquals(Places(entry.English))).Select(entry => $"{entry.Indonesian} => {entry.English}").ShouldBeEmpty();

    [Fact]
    public void A_text_has_one_English() => Entries.GroupBy(entry => entry.Indonesian, StringComparer.Ordinal)
        .Where(text => text.Select(entry => entry.English).Distinct(StringComparer.Ordinal).Count() > 1)
        .Select(text => string.Join(" | ", text.Select(entry => $"{entry.Book}: {entry.Indonesian} => {entry.English}"))).ShouldBeEmpty();

    [Fact]
    public void No_text_begins_or_ends_otherwise_than_its_English() => Entries
        .Where(entry => entry.English.Trim().Length == 0 || Edges(entry.Indonesian) != Edges(entry.English)).Select(entry => $"{entry.Indonesian} => {entry.English}").ShouldBeEmpty();

    [Fact]
    public void A_text_is_said_in_the_language_of_the_moment_and_in_Indonesian_where_there_is_no_English()
    {
        CultureInfo.CurrentUICulture = Languages.Indonesian;
        Spoken.T("Wajib diisi.").ShouldBe("Wajib diisi.");
        Spoken.T("Paling banyak {0} karakter.", 3).ShouldBe("Paling banyak 3 karakter.");
        CultureInfo.CurrentUICulture = Languages.English;
        Spoken.T("Wajib diisi.").ShouldBe("Required.");
        Spoken.T("Paling banyak {0} karakter.", 3).ShouldBe("At most 3 characters.");
        Spoken.T("Tinggi sekali").ShouldBe("Tinggi sekali");
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
        Spoken.T("Wajib diisi.").ShouldBe("Wajib diisi.", "because a server's own language is nobody's choice");
    }

    // What is kept in a table and said only when it is shown.
    private static IEnumerable<string> Tables()
    {
        CultureInfo.CurrentUICulture = Languages.Indonesian;
        return
        [
            .. ProblemKinds.BySlug.Values.SelectMany(kind => new[] { kind.Title, kind.Remedy }),
            .. Roles.All.SelectMany(role => Navigation.For(new Actor("x", "x", FrozenSet.Create(role)))).Concat(Navigation.For(null)).Select(link => link.Label),
            .. TicketFormCheck.Kinds, .. Channels.All, Roles.Pelapor, UnansweredTicket.Unanswered,
            .. Sop011Activities.Steps.SelectMany(step => step.Answers).Select(answer => answer.Label).Where(label => label.Length > 0),
            .. Sop011Activities.Steps.SelectMany(step => step.Answers).SelectMany(answer => answer.Fields).SelectMany(field => new[] { field.Label, field.Advice }).Where(text => text.Length > 0),
        ];
    }

    [Fact]
    public void Everything_that_Studio_says_of_an_activity_or_a_list_has_English() =>
        Described().Where(text => !Known.Contains(text)).Distinct().Except(Named).ShouldBeEmpty();

    // What is called so in both languages.
    private static readonly string[] Named = ["Done", "JavaScript", "Liquid", "Output", "Admin PPE", "Helpdesk", "LKPP"];

    // The name, the text and the group of a step are the SOP's own words.
    private static IEnumerable<string> Described() =>
    [
        .. GeneralActivities.All.SelectMany(type => new[] { type.Descriptor.Category, type.Descriptor.DisplayName, type.Descriptor.Description }),
        .. GeneralActivities.All.Select(type => type.Descriptor).Concat(Sop011Activities.Steps.Select(step => step.Descriptor)).SelectMany(PartsOf),
        .. FixedLists.Expressions.Select(one => one.DisplayName),
        .. FixedLists.VariableTypes.SelectMany(one => new[] { one.DisplayName, one.Category }),
        .. FixedLists.StorageDrivers.Select(one => one.DisplayName),
        .. FixedLists.Activation.Concat(FixedLists.Incidents).Concat(FixedLists.LogPersistence).SelectMany(one => new[] { one.DisplayName, one.Description }),
    ];

    private static IEnumerable<string> PartsOf(ActivityDescriptor type) =>
    [
        .. type.Ports.Select(port => port.DisplayName),
        .. type.Inputs.SelectMany(input => new[] { input.DisplayName, input.Description, input.Category }).OfType<string>().Where(text => text.Length > 0),
        .. type.Inputs.SelectMany(input => input.Choices).Select(choice => choice.Text),
        .. type.Outputs.SelectMany(output => new[] { output.DisplayName, output.Description }).Where(text => text.Length > 0),
    ];

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Value)];

    private static (bool, bool, bool) Edges(string text) => (text.StartsWith(' '), text.EndsWith(' '), text.StartsWith(','));

    [GeneratedRegex(@"\{[0-9][^}]*\}")]
    private static partial Regex Place();
}
