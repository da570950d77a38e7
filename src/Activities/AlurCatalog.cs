using Alur.Activities.General;
using Alur.Activities.Sop011;
using Alur.Workflows.Definitions;

namespace Alur.Activities;

/// <summary>Every activity type this product has.</summary>
public static class AlurCatalog
{
    /// <summary>The general activities and those of SOP 011. One catalog serves all definitions and threads.</summary>
    public static ActivityCatalog Default { get; } = new([.. GeneralActivities.All, .. Sop011Activities.All]);
}
