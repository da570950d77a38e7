using System.Text.Json;
using System.Text.Json.Nodes;
using Alur.Host.Sla.Calendars;

namespace Alur.Host.Tests.Sla.Calendars;

/// <summary>Calendars that people send: each thing wrong is named with its place, and what is read is written the same.</summary>
public sealed class CalendarTextTests
{
    [Fact]
    public void The_calendar_that_ships_is_read_and_written_the_same()
    {
        var written = CalendarText.Write(OfficeCalendars.Embedded("kepri"));
        var read = CalendarText.Read(JsonElement.Parse(written), out var problems);
        problems.ShouldBeEmpty();
        CalendarText.Write(read!).ShouldBe(written);
    }

    [Theory]
    [InlineData("zone", "\"Asia/Batam\"", "$.zone")]
    [InlineData("zone", "\"SE Asia Standard Time\"", "$.zone")]
    [InlineData("zone", "7", "$.zone")]
    [InlineData("name", "\" \"", "$.name")]
    [InlineData("week", "{}", "$.week")]
    [InlineData("week", "{\"monday\":[\"08:00-12:00\",\"11:00-16:00\"]}", "$.week.monday[1]")]
    [InlineData("week", "{\"monday\":[\"16:00-08:00\"]}", "$.week.monday[0] $.week")]
    [InlineData("week", "{\"monday\":[\"08:00-08:00\"],\"friday\":[\"08:00-09:00\"]}", "$.week.monday[0]")]
    [InlineData("week", "{\"monday\":[\"08:00\"]}", "$.week.monday[0]")]
    [InlineData("week", "{\"monday\":[\"08:00-25:00\"]}", "$.week.monday[0]")]
    [InlineData("week", "{\"monday\":null,\"friday\":[\"08:00-09:00\"]}", "$.week.monday")]
    [InlineData("week", "{\"9\":[\"08:00-09:00\"]}", "$.week.9")]
    [InlineData("week", "{\"senin\":[\"08:00-09:00\"]}", "$.week.senin")]
    [InlineData("week", "null", "$.week")]
    [InlineData("holidays", "[{\"date\":\"2026-02-30\",\"name\":\"A\"}]", "$.holidays[0].date")]
    [InlineData("holidays", "[{\"date\":\"2026-02-03\",\"name\":\"A\"},{\"date\":\"2026-02-03\",\"name\":\"B\"}]", "$.holidays[1].date")]
    [InlineData("holidays", "[{\"date\":\"2026-02-03\",\"name\":\"A\",\"kind\":\"libur\"}]", "$.holidays[0].kind")]
    [InlineData("holidays", "[{\"date\":\"2026-02-03\",\"name\":\"\"}]", "$.holidays[0].name")]
    [InlineData("holidays", "[null]", "$.holidays[0]")]
    [InlineData("periods", "[null]", "$.periods[0]")]
    [InlineData("periods", "[{\"name\":\"R\",\"from\":\"2026-03-01\",\"to\":\"2026-02-01\",\"week\":{}}]", "$.periods[0]")]
    [InlineData("periods", "[{\"name\":\"R\",\"from\":\"2026-02-01\",\"to\":\"2026-03-01\",\"week\":{}},{\"name\":\"S\",\"from\":\"2026-03-01\",\"to\":\"2026-03-02\",\"week\":{}}]", "$.periods[1]")]
    [InlineData("periods", "[{\"name\":\"R\",\"from\":\"2026-02-01\",\"to\":\"2026-03-01\",\"week\":{\"friday\":[\"09:00-08:00\"]}}]", "$.periods[0].week.friday[0]")]
    [InlineData("periods", "[{\"name\":\"R\",\"from\":\"2026-02-01\",\"to\":\"9998-12-31\",\"week\":{}}]", "$.periods[0]")]
    [InlineData("holiday", "[]", "$.holiday")]
    public void What_is_wrong_is_named_with_its_place(string member, string value, string paths)
    {
        var json = JsonNode.Parse(CalendarText.Write(OfficeCalendars.Embedded("kepri")))!.AsObject();
        json[member] = JsonNode.Parse(value);
        CalendarText.Read(JsonElement.Parse(json.ToJsonString()), out var problems).ShouldBeNull();
        problems.Select(problem => problem.Path).ShouldBe(paths.Split(' '));
        problems.ShouldAllBe(problem => problem.Text.EndsWith('.'));
    }

    [Theory]
    [InlineData("[]", "$")]
    [InlineData("null", "$")]
    [InlineData("{\"zone\":\"Asia/Jakarta\"}", "$.name $.week $.holidays")]
    public void What_is_missing_is_named(string json, string paths)
    {
        CalendarText.Read(JsonElement.Parse(json), out var problems).ShouldBeNull();
        problems.Select(problem => problem.Path).ShouldBe(paths.Split(' '));
    }
}
