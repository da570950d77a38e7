using Alur.Host.Storage.Rows;

namespace Alur.Host.Tests.Storage;

/// <summary>Rows for tests, plausible and complete.</summary>
internal static class Samples
{
    public const string DefinitionVersion = "sample-1";

    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static DefinitionRow Definition() => new()
    {
        VersionId = DefinitionVersion,
        DefinitionId = "sample",
        Version = 1,
        Name = "Contoh",
        Document = "{}",
        IsPublished = true,
        IsLatest = true,
        CreatedAt = Noon,
    };

    public static InstanceRow Instance(string id, long revision = 1) => new()
    {
        Id = id,
        DefinitionId = "sample",
        DefinitionVersionId = DefinitionVersion,
        DefinitionVersion = 1,
        Status = "Running",
        SubStatus = "Suspended",
        Revision = revision,
        LastEvent = 0,
        State = """{"tokens":[]}""",
        CreatedAt = Noon,
        UpdatedAt = Noon,
    };

    public static TicketRow Ticket(string id, DateTimeOffset? openedAt = null) => new()
    {
        Id = id,
        Number = $"011-2026-{id}",
        ReporterId = "pelapor",
        ReporterName = "Siti Aminah",
        ReporterNpwp = "09.254.294.3-407.000",
        ReporterAddress = "Tanjungpinang",
        ReporterUserId = "siti",
        ReporterEmail = "siti@example.go.id",
        Title = "Tidak bisa login",
        Lpse = "LPSE Provinsi Kepulauan Riau",
        Application = "SPSE",
        ErrorCode = "500",
        TenderCode = "1234567",
        Kind = "Permasalahan",
        Description = "Halaman putih setelah login",
        Channel = "web",
        Status = TicketStatus.Open,
        CurrentStep = "2",
        CurrentRole = "Helpdesk",
        OpenedAt = openedAt ?? Noon,
    };

    public static TaskRow Task(string instanceId, int visit = 1, string activityId = "receive", DateTimeOffset? openedAt = null) => new()
    {
        Id = $"{instanceId}-{activityId}-{visit}",
        InstanceId = instanceId,
        ActivityId = activityId,
        Visit = visit,
        StepNo = 2,
        Title = "Menerima tiket",
        Role = "Helpdesk",
        State = TaskState.Open,
        OpenedAt = openedAt ?? Noon,
        DueAt = (openedAt ?? Noon).AddMinutes(30),
    };

    public static DeadlineRow Deadline(TaskRow task, DeadlineKind kind = DeadlineKind.Breach, int level = 1) => new()
    {
        Id = $"{task.Id}-{kind}-{level}",
        TaskId = task.Id,
        InstanceId = task.InstanceId,
        Kind = kind,
        Level = level,
        DueAt = task.DueAt!.Value,
        State = DeadlineState.Open,
    };

    public static EventRow Event(string instanceId, long seq) => new()
    {
        InstanceId = instanceId,
        Seq = seq,
        At = Noon,
        Kind = "TaskOpened",
        ActivityId = "receive",
        Visit = 1,
        ActorId = "helpdesk",
        ActorName = "Budi",
        Data = """{"role":"Helpdesk"}""",
    };

    public static OutboxRow Outbox(string key) => new()
    {
        Id = $"id-{key}",
        Key = key,
        Kind = "notice",
        Payload = "{}",
        CreatedAt = Noon,
        NextAttemptAt = Noon,
    };
}
