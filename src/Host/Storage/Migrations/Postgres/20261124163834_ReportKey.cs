using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alur.Host.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresAlurDb))]
    [Migration("20261124163834_ReportKey")]
    public class ReportKey : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_report_visits",
                table: "report_visits");

            migrationBuilder.AddPrimaryKey(
                name: "pk_report_visits",
                table: "report_visits",
                columns: new[] { "month", "minutes", "definition_id", "activity_id", "role", "person_id", "priority" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_report_visits",
                table: "report_visits");

            migrationBuilder.AddPrimaryKey(
                name: "pk_report_visits",
                table: "report_visits",
                columns: new[] { "month", "definition_id", "activity_id", "role", "person_id", "priority", "minutes" });
        }
    }
}
