using System.Reflection;
using Alur.Host.Sla.Notices;
using Alur.Host.Tickets;

namespace Alur.Host.Tests.Sla;

/// <summary>Whatever people are told of has a title, and so can be turned off, worded and subscribed to.</summary>
public sealed class NoticeCatalogTests
{
    [Fact]
    public void Every_kind_is_in_the_catalog() => new[] { typeof(NoticeKinds), typeof(TicketNotices) }
        .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)
        .ShouldBe(NoticeCatalog.Titles.Keys, ignoreOrder: true);
}
