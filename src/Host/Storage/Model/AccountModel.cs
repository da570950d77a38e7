using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage.Model;

/// <summary>What signing in leaves.</summary>
internal static class AccountModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<SessionRow>(session =>
        {
            session.ToTable("sessions").HasKey(s => s.Id);
            session.HasIndex(s => new { s.UserId, s.Id }, "ix_sessions_of_user");
        });
        model.Entity<SecondFactorRow>(factor => factor.ToTable("second_factors").HasKey(f => f.UserId));
    }
}
