using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alur.Host.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteAlurDb))]
    [Migration("20261124213109_LateTickets")]
    public class LateTickets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_tickets_late_response",
                table: "tickets",
                columns: new[] { "first_response_breached_at", "id" },
                filter: "first_response_breached_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_tickets_late_solution",
                table: "tickets",
                columns: new[] { "solution_breached_at", "id" },
                filter: "solution_breached_at is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_tickets_late_response",
                table: "tickets");

            migrationBuilder.DropIndex(
                name: "ix_tickets_late_solution",
                table: "tickets");
        }
    }
}
