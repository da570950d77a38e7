using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;
using NetArchTest.Rules;

namespace Alur.Host.Tests;

/// <summary>The rooms of the house, each rule with its reason.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly Workflows = typeof(Alur.Workflows.Flow.Engine).Assembly;
    private static readonly Assembly Activities = Assembly.Load("Alur.Activities");
    private static readonly Assembly Host = typeof(AlurHost).Assembly;

    [Fact]
    public void The_engine_references_no_other_room() => ReferencedRooms(Workflows).ShouldBeEmpty(
        "because the engine is a pure function over data: it must run in a test, in `exec` and in another host without anything around it");

    [Fact]
    public void Activities_reference_the_engine_only() => ReferencedRooms(Activities).ShouldBe(
        ["Alur.Workflows"], "because another SOP is another set of activities: they may know the engine, never the host");

    [Fact]
    public void The_engine_touches_no_web_no_database_and_no_jobs() => Check(
        Types.InAssemblies([Workflows, Activities]).ShouldNot().HaveDependencyOnAny(
            "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite", "Npgsql", "Hangfire", "System.Net.Http", "System.Net.Sockets"),
        "because an activity that does I/O cannot be replayed: what touches the world is an effect in the outbox");

    [Fact]
    public void The_engine_has_no_files_threads_or_processes() => Check(
        Types.InAssembly(Workflows).That().ResideInNamespaceStartingWith("Alur.Workflows.Flow").Or().ResideInNamespaceStartingWith("Alur.Workflows.Instances")
            .ShouldNot().HaveDependencyOnAny("System.IO.File", "System.IO.FileStream", "System.Threading.Thread", "System.Threading.Timer", "System.Diagnostics.Process"),
        "because the same definition, state, stimulus and time must always give the same step");

    [Fact]
    public void Storage_knows_no_endpoints() => Check(
        Types.InAssembly(Host).That().ResideInNamespaceStartingWith("Alur.Host.Storage").ShouldNot().HaveDependencyOnAny("Alur.Host.Features", "Alur.Host.Pages", "Alur.Host.OpenApi"),
        "because requests come and go while stored rows stay: the storage must not change with a route");

    [Fact]
    public void Refusals_know_nothing_but_themselves() => Check(
        Types.InAssembly(Host).That().ResideInNamespaceStartingWith("Alur.Host.Refusals").And().DoNotHaveName("RefusalMiddleware")
            .ShouldNot().HaveDependencyOnAny("Alur.Host.Features", "Alur.Host.Storage", "Alur.Host.Identity", "Alur.Host.Sla", "Alur.Host.Tickets"),
        "because every room answers with them: a refusal that knew a room would tie all rooms to it");

    [Fact]
    public void Features_do_not_reach_into_each_other()
    {
        var features = Host.GetTypes().Select(type => type.Namespace).OfType<string>().Where(name => name.StartsWith("Alur.Host.Features.", StringComparison.Ordinal)).Distinct().ToArray();
        features.ShouldNotBeEmpty();
        foreach (var feature in features)
        {
            var others = features.Where(other => other != feature && !other.StartsWith(feature + ".", StringComparison.Ordinal) && !feature.StartsWith(other + ".", StringComparison.Ordinal)).ToArray();
            Check(
                Types.InAssembly(Host).That().ResideInNamespace(feature).ShouldNot().HaveDependencyOnAny(others),
                "because a feature is read, changed and removed as one folder");
        }
    }

    [Fact]
    public void Only_the_newest_migration_of_a_database_carries_a_model() => Host.GetTypes().Where(type => type.IsSubclassOf(typeof(Migration)))
        .GroupBy(type => type.Namespace).Select(database => database.OrderBy(type => type.GetCustomAttribute<MigrationAttribute>()!.Id).SkipLast(1))
        .SelectMany(older => older.Where(type => type.GetMethod("BuildTargetModel", BindingFlags.Instance | BindingFlags.NonPublic)!.DeclaringType == type))
        .ShouldBeEmpty("because each copy of the model is two thousand lines that every build compiles and nobody reads: fold the attributes into the migration and delete its Designer file");

    [Fact]
    public void There_are_no_rooms_for_patterns() => new[] { Workflows, Activities, Host }.SelectMany(assembly => assembly.GetTypes())
        .Select(type => type.Namespace ?? "").Where(name => name.StartsWith("Alur", StringComparison.Ordinal))
        .SelectMany(name => name.Split('.')).Distinct()
        .Intersect(["Domain", "Application", "Infrastructure", "Shared", "Common", "Utils", "Helpers", "Services", "Models", "Contracts", "Repositories"])
        .ShouldBeEmpty("because code is found by what it is about, not by what kind of thing it is");

    private static IEnumerable<string> ReferencedRooms(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("Alur.", StringComparison.Ordinal));

    private static void Check(ConditionList rule, string reason)
    {
        var result = rule.GetResult();
        result.IsSuccessful.ShouldBeTrue($"{reason}; broken by {string.Join(", ", result.FailingTypeNames ?? [])}");
    }
}
