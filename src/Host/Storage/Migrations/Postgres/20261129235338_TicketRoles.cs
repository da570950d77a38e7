using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alur.Host.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class TicketRoles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ticket_roles",
                columns: table => new
                {
                    ticket_id = table.Column<string>(type: "text", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    opened_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket_roles", x => new { x.ticket_id, x.role });
                    table.ForeignKey(
                        name: "fk_ticket_roles_tickets_ticket_id",
                        column: x => x.ticket_id,
                        principalTable: "tickets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_ticket_roles_all",
                table: "ticket_roles",
                columns: new[] { "role", "opened_at", "ticket_id" });

            migrationBuilder.CreateIndex(
                name: "ix_ticket_roles_by_status",
                table: "ticket_roles",
                columns: new[] { "role", "status", "opened_at", "ticket_id" });

            // What came to LKPP before: then the only role that sees what has come to it and no more.
            migrationBuilder.Sql("""
                insert into ticket_roles (ticket_id, role, status, opened_at)
                select t.id, 'Lkpp', t.status, t.opened_at from tickets t where exists (select 1 from tasks k where k.instance_id = t.id and k.role = 'Lkpp')
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ticket_roles");
        }
    }
}
