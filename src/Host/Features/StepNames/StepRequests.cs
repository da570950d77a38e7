using System.Text.Json.Serialization;

namespace Alur.Host.Features.StepNames;

/// <summary>Body of setting the priority (step 2).</summary>
/// <param name="Priority">One of the office's priorities.</param>
/// <param name="Analysis">What the helpdesk found so far; kept as an internal note.</param>
public sealed record SetPriorityRequest(string? Priority, string? Analysis = null);

/// <summary>Body of a message to the other side (steps 4, 5, 8, 14).</summary>
/// <param name="Message">The message; the reporter reads it, or writes it.</param>
public sealed record MessageRequest(string? Message);

/// <summary>Body of a decision (steps 3, 7, 13).</summary>
/// <param name="Answer"><c>Y</c> (Ya) or <c>T</c> (Tidak).</param>
public sealed record DecideRequest(string? Answer);

/// <summary>Body of an escalation (steps 10, 16).</summary>
/// <param name="Reason">Why the next line is needed; kept as an internal note.</param>
/// <param name="LkppNumber">LKPP's number for the ticket, if it is known already (step 16).</param>
public sealed record EscalateRequest(string? Reason, string? LkppNumber = null);

/// <summary>Body of a confirmation (steps 9, 15).</summary>
/// <param name="Remark">A remark, if any.</param>
public sealed record ConfirmRequest(string? Remark = null);

/// <summary>Body of a refusal (steps 9, 15, 18).</summary>
/// <param name="Reason">What is not solved yet.</param>
public sealed record RefuseRequest(string? Reason);

/// <summary>Body of closing (step 18).</summary>
/// <param name="Rating">1 to 5.</param>
/// <param name="Remark">A remark, if any.</param>
public sealed record CloseRequest(int? Rating, string? Remark = null);

/// <summary>Body of LKPP's answer (step 17).</summary>
/// <param name="Message">How LKPP solved it; the reporter reads it.</param>
/// <param name="LkppNumber">LKPP's number for the ticket, if any.</param>
public sealed record LkppAnswerRequest(string? Message, string? LkppNumber = null);

/// <summary>Turns the bodies into an answer's data.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SetPriorityRequest))]
[JsonSerializable(typeof(MessageRequest))]
[JsonSerializable(typeof(DecideRequest))]
[JsonSerializable(typeof(EscalateRequest))]
[JsonSerializable(typeof(ConfirmRequest))]
[JsonSerializable(typeof(RefuseRequest))]
[JsonSerializable(typeof(CloseRequest))]
[JsonSerializable(typeof(LkppAnswerRequest))]
internal sealed partial class StepRequestJson : JsonSerializerContext;
