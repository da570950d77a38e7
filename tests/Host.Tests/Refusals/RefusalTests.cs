using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Alur.Host.Refusals;

namespace Alur.Host.Tests.Refusals;

/// <summary>Every refusal has a status, a stable name and an Indonesian text, and is explained.</summary>
public sealed partial class RefusalTests
{
    public static TheoryData<string> Cases => new(typeof(Refusal).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Refusal))).Select(type => type.Name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Has_a_listed_kind_with_an_error_status_and_text(string name)
    {
        var refusal = Sample(typeof(Refusal).GetNestedType(name)!);
        ProblemKinds.BySlug.ShouldContainKeyAndValue(refusal.Kind.Slug, refusal.Kind);
        refusal.Kind.Status.ShouldBeInRange(400, 599);
        refusal.Detail.ShouldNotBeNullOrWhiteSpace();
        refusal.Detail.ShouldEndWith(".");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Becomes_problem_json_with_the_members_of_RFC_9457(string name)
    {
        var refusal = Sample(typeof(Refusal).GetNestedType(name)!);
        var problem = JsonNode.Parse(RefusalResult.Serialize(refusal, "jejak"))!.AsObject();
        problem.Text("type").ShouldBe($"/problems/{refusal.Kind.Slug}");
        problem.Text("code").ShouldBe(refusal.Kind.Slug);
        problem["status"]!.GetValue<int>().ShouldBe(refusal.Kind.Status);
        problem.Text("title").ShouldBe(refusal.Kind.Title);
        problem.Text("detail").ShouldBe(refusal.Detail);
        problem.ContainsKey("traceId").ShouldBe(refusal.Kind.Status >= 500);
        problem.ContainsKey("errors").ShouldBe(refusal.Errors is not null);
    }

    [Fact]
    public void The_hierarchy_is_closed()
    {
        typeof(Refusal).GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic).ShouldContain(constructor => constructor.IsPrivate && constructor.GetParameters().Length == 0,
            "because a case outside of Refusal would escape the tests that give every refusal a status and a text");
        typeof(Refusal).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Refusal))).ShouldAllBe(type => type.IsSealed && type.DeclaringType == typeof(Refusal));
    }

    [Fact]
    public void Every_listed_kind_is_used_and_named_well()
    {
        var fields = typeof(ProblemKinds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<ProblemKind>().ToList();
        ProblemKinds.BySlug.Values.ShouldBe(fields, ignoreOrder: true);
        fields.ShouldAllBe(kind => Slug().IsMatch(kind.Slug) && kind.Title.Length > 5 && kind.Remedy.Length > 20);
        var used = typeof(Refusal).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Refusal))).Select(type => Sample(type).Kind);
        fields.Except(used).ShouldBeEmpty("because a kind that no refusal has is documentation of nothing");
    }

    [Fact]
    public void The_slugs_clients_depend_on_are_these()
    {
        // Part of the API: a renamed slug breaks programs. Add, never change.
        string[] promised =
        [
            "already-acknowledged", "already-claimed", "code-required", "code-wrong", "contended", "cross-site-request", "definition-refused", "definition-stale",
            "external-sign-in-failed", "forbidden", "idempotency-mismatch", "invalid-fields", "link-invalid", "malformed-request", "method-not-allowed", "not-found",
            "not-signed-in", "revision-required", "second-factor-required", "sign-in-failed", "stale", "too-large",
            "too-many-requests", "unavailable", "unexpected", "unsupported-type", "wrong-state",
        ];
        ProblemKinds.BySlug.Keys.ShouldBe(promised, ignoreOrder: true);
    }

    private static Refusal Sample(Type type)
    {
        var constructor = type.GetConstructors().OrderBy(candidate => candidate.GetParameters().Length).First();
        return (Refusal)constructor.Invoke([.. constructor.GetParameters().Select(parameter => SampleArgument(parameter.ParameterType))]);
    }

    private static object SampleArgument(Type type)
    {
        if (type == typeof(string))
            return "Contoh kalimat.";
        if (type == typeof(int))
            return 3;
        if (type == typeof(DateTimeOffset))
            return DateTimeOffset.UnixEpoch;
        if (type == typeof(IReadOnlyList<string>))
            return new[] { "Contoh sebab." };
        return type == typeof(long) ? 5_000L : new Dictionary<string, string[]> { ["judul"] = ["Wajib diisi."] };
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex Slug();
}
