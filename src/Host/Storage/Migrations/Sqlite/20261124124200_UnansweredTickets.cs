using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alur.Host.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteAlurDb))]
    [Migration("20261124124200_UnansweredTickets")]
    public class UnansweredTickets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "auto_closed_at",
                table: "tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "follows_id",
                table: "tickets",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_tickets_follows",
                table: "tickets",
                column: "follows_id",
                unique: true,
                filter: "follows_id is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_tickets_follows",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "auto_closed_at",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "follows_id",
                table: "tickets");
        }
    }
}
