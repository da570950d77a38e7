using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alur.Host.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresAlurDb))]
    [Migration("20261124150133_CitizenSearch")]
    public class CitizenSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "form_drafts",
                columns: table => new
                {
                    user_id = table.Column<string>(type: "text", nullable: false),
                    form = table.Column<string>(type: "text", nullable: false),
                    fields = table.Column<string>(type: "text", nullable: false),
                    saved_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_form_drafts", x => new { x.user_id, x.form });
                });

            migrationBuilder.CreateTable(
                name: "search_documents",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    ticket_id = table.Column<string>(type: "text", nullable: false),
                    reporter_id = table.Column<string>(type: "text", nullable: false),
                    revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_documents", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "search_queue",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    ticket_id = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_queue", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ticket_secrets",
                columns: table => new
                {
                    ticket_id = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket_secrets", x => x.ticket_id);
                    table.ForeignKey(
                        name: "fk_ticket_secrets_tickets_ticket_id",
                        column: x => x.ticket_id,
                        principalTable: "tickets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_search_documents_of_reporter",
                table: "search_documents",
                columns: new[] { "reporter_id", "seq" });

            migrationBuilder.CreateIndex(
                name: "ix_search_documents_ticket",
                table: "search_documents",
                column: "ticket_id",
                unique: true);

            migrationBuilder.Sql("alter table search_documents add column words tsvector");
            // Without the pending list: a search then never has to walk through what was not yet put into the index.
            migrationBuilder.Sql("create index ix_search_documents_words on search_documents using gin (words) with (fastupdate = off)");
            migrationBuilder.Sql("insert into search_queue (id, ticket_id) select id, id from tickets where not is_test");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "form_drafts");

            migrationBuilder.DropTable(
                name: "search_documents");

            migrationBuilder.DropTable(
                name: "search_queue");

            migrationBuilder.DropTable(
                name: "ticket_secrets");
        }
    }
}
