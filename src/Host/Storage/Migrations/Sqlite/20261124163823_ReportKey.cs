using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alur.Host.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteAlurDb))]
    [Migration("20261124163823_ReportKey")]
    public class ReportKey : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // By hand, in one transaction: EF would rebuild the table outside of one, and a host that died then would not start again.
            migrationBuilder.RenameTable(name: "report_visits", newName: "report_visits_before");

            migrationBuilder.CreateTable(
                name: "report_visits",
                columns: table => new
                {
                    month = table.Column<int>(type: "INTEGER", nullable: false),
                    definition_id = table.Column<string>(type: "TEXT", nullable: false),
                    activity_id = table.Column<string>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    priority = table.Column<string>(type: "TEXT", nullable: false),
                    minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    step_no = table.Column<int>(type: "INTEGER", nullable: true),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    visits = table.Column<int>(type: "INTEGER", nullable: false),
                    watched = table.Column<int>(type: "INTEGER", nullable: false),
                    late = table.Column<int>(type: "INTEGER", nullable: false),
                    paused = table.Column<int>(type: "INTEGER", nullable: false),
                    again = table.Column<int>(type: "INTEGER", nullable: false),
                    used_seconds = table.Column<long>(type: "INTEGER", nullable: false),
                    paused_seconds = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_visits", x => new { x.month, x.minutes, x.definition_id, x.activity_id, x.role, x.person_id, x.priority });
                });

            migrationBuilder.Sql("""
                insert into report_visits (month, minutes, definition_id, activity_id, role, person_id, priority, step_no, title, visits, watched, late, paused, again, used_seconds, paused_seconds)
                select month, minutes, definition_id, activity_id, role, person_id, priority, step_no, title, visits, watched, late, paused, again, used_seconds, paused_seconds
                from report_visits_before
                """);

            migrationBuilder.DropTable(name: "report_visits_before");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // By hand, in one transaction: EF would rebuild the table outside of one, and a host that died then would not start again.
            migrationBuilder.RenameTable(name: "report_visits", newName: "report_visits_before");

            migrationBuilder.CreateTable(
                name: "report_visits",
                columns: table => new
                {
                    month = table.Column<int>(type: "INTEGER", nullable: false),
                    definition_id = table.Column<string>(type: "TEXT", nullable: false),
                    activity_id = table.Column<string>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    priority = table.Column<string>(type: "TEXT", nullable: false),
                    minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    step_no = table.Column<int>(type: "INTEGER", nullable: true),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    visits = table.Column<int>(type: "INTEGER", nullable: false),
                    watched = table.Column<int>(type: "INTEGER", nullable: false),
                    late = table.Column<int>(type: "INTEGER", nullable: false),
                    paused = table.Column<int>(type: "INTEGER", nullable: false),
                    again = table.Column<int>(type: "INTEGER", nullable: false),
                    used_seconds = table.Column<long>(type: "INTEGER", nullable: false),
                    paused_seconds = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_visits", x => new { x.month, x.definition_id, x.activity_id, x.role, x.person_id, x.priority, x.minutes });
                });

            migrationBuilder.Sql("""
                insert into report_visits (month, minutes, definition_id, activity_id, role, person_id, priority, step_no, title, visits, watched, late, paused, again, used_seconds, paused_seconds)
                select month, minutes, definition_id, activity_id, role, person_id, priority, step_no, title, visits, watched, late, paused, again, used_seconds, paused_seconds
                from report_visits_before
                """);

            migrationBuilder.DropTable(name: "report_visits_before");
        }
    }
}
