using System.Text.Json;
using Alur.Activities.General;
using Alur.Activities.Sop011;
using Alur.Host.Identity;
using Alur.Host.Tickets;
using Alur.Workflows.Definitions;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Publishing;

/// <summary>Checks what a step needs of this office: somebody whose it is, and times that can be kept.</summary>
internal static class StepCheck
{
    /// <summary>A step is nobody's whom this office knows. Error.</summary>
    public const string UnknownRole = "unknown-role";

    /// <summary>A script chooses whose a step is, so that it cannot be known before. Warning.</summary>
    public const string RoleByScript = "role-by-script";

    /// <summary>A length of time that cannot be meant. Error.</summary>
    public const string BadDuration = "bad-duration";

    /// <summary>The longest time a step may take or a delay may last.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>The roles that do steps, in the order in which they are listed to people. A Designer and an Administrator have no part in tickets.</summary>
    private static readonly string[] Performers = [Roles.Pelapor, Roles.Helpdesk, Roles.AdminPpe, Roles.Lkpp, Roles.Supervisor];

    /// <summary>Looks at every activity.</summary>
    public static IEnumerable<Problem> Check(CompiledWorkflow workflow, StepNames names) =>
        workflow.Activities.SelectMany(activity => Role(activity, names).Concat(Durations(activity, names)));

    private static IEnumerable<Problem> Role(CompiledActivity activity, StepNames names)
    {
        var input = activity.Type switch { HumanTask => "Role", HumanStep => "Pelaksana", _ => null };
        if (input is null) yield break;
        var index = activity.Type.Descriptor.Inputs.Select(declared => declared.Name).ToList().IndexOf(input);
        var path = $"{activity.Path}.{activity.Type.Descriptor.Inputs[index].JsonName}";
        var step = names.Of(activity.Id);
        if (activity.Inputs[index] is { Known: null })
        {
            yield return new Problem(
                RoleByScript, path, T("Pelaksana {0} ditentukan oleh skrip, jadi tidak dapat diperiksa bahwa perannya ada.", step), activity.Id, ProblemSeverity.Warning);
            yield break;
        }

        var role = activity.Inputs[index]?.Known is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
        if (Performers.Contains(role)) yield break;
        var found = string.IsNullOrWhiteSpace(role) ? T("belum punya pelaksana") : T("pelaksananya '{0}', yang bukan peran pelaksana di kantor ini", role);
        yield return new Problem(
            UnknownRole, path, Sentence.Of(T("{0}: {1}. Pilih {2}.", step, found, string.Join(", ", Performers.Select(RoleNames.Show)))), activity.Id);
    }

    private static IEnumerable<Problem> Durations(CompiledActivity activity, StepNames names)
    {
        var inputs = activity.Type.Descriptor.Inputs;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Kind != ValueKind.Duration || activity.Inputs[i]?.Known is not { ValueKind: JsonValueKind.String } value) continue;
            if (!TimeSpan.TryParse(value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var time) || (time >= TimeSpan.Zero && time <= Longest)) continue;
            yield return new Problem(
                BadDuration,
                $"{activity.Path}.{inputs[i].JsonName}",
                Sentence.Of(T("{0} pada {1} adalah {2}. Isi dengan lama antara nol dan {3} hari, ditulis jj:mm:dd atau h.jj:mm:dd.", T(inputs[i].DisplayName), names.Of(activity.Id), value.GetString(), Longest.Days)),
                activity.Id);
        }
    }
}
