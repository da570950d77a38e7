using System.Text;
using System.Text.Encodings.Web;
using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace Alur.Workflows.Expressions;

/// <summary>Puts watches into a parsed template: on whatever writes, and on ranges.</summary>
internal sealed class LiquidRewriter(int maxRange) : AstRewriter
{
    protected override Statement VisitOutputStatement(OutputStatement outputStatement) => new Watched(base.VisitOutputStatement(outputStatement));

    protected override Statement VisitTextSpanStatement(TextSpanStatement textSpanStatement) => new Watched(textSpanStatement);

    protected override Statement VisitRawStatement(RawStatement rawStatement) => new Watched(rawStatement);

    protected override Statement VisitCycleStatement(CycleStatement cycleStatement) => new Watched(cycleStatement);

    protected override Statement VisitTableRowStatement(TableRowStatement tableRowStatement) => new Watched(base.VisitTableRowStatement(tableRowStatement));

    protected override Expression VisitRangeExpression(RangeExpression rangeExpression) =>
        new RangeExpression(new Near(rangeExpression.From, maxRange), new Near(rangeExpression.To, maxRange));

    /// <summary>A statement whose output is counted.</summary>
    private sealed class Watched(Statement inner) : Statement
    {
        public override ValueTask<Completion> WriteToAsync(TextWriter writer, TextEncoder encoder, TemplateContext context) =>
            inner.WriteToAsync(writer is CountingWriter ? writer : new CountingWriter(writer, (LiquidContext)context), encoder, context);

        protected override Statement Accept(AstVisitor visitor) => inner;
    }

    /// <summary>A number that is not too far from zero: a range makes all its numbers at once.</summary>
    private sealed class Near(Expression inner, int limit) : Expression
    {
        public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
        {
            var value = await inner.EvaluateAsync(context);
            return Math.Abs(value.ToNumberValue()) <= limit ? value : throw Faults.TooManyItems(ScriptLimits.Default);
        }

        protected override Expression Accept(AstVisitor visitor) => this;
    }

    private sealed class CountingWriter(TextWriter inner, LiquidContext context) : TextWriter
    {
        public override Encoding Encoding => inner.Encoding;

        public override void Write(char value)
        {
            context.Write(1);
            inner.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            context.Write(count);
            inner.Write(buffer, index, count);
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            context.Write(buffer.Length);
            inner.Write(buffer);
        }

        public override void Write(string? value)
        {
            context.Write(value?.Length ?? 0);
            inner.Write(value);
        }

        public override Task WriteAsync(char value)
        {
            Write(value);
            return Task.CompletedTask;
        }

        public override Task WriteAsync(string? value)
        {
            Write(value);
            return Task.CompletedTask;
        }

        public override Task WriteAsync(char[] buffer, int index, int count)
        {
            Write(buffer, index, count);
            return Task.CompletedTask;
        }

        public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return Task.CompletedTask;
        }
    }
}
