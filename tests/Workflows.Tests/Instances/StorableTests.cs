using Alur.Workflows.Flow;
using Alur.Workflows.Instances;
using Alur.Workflows.Tests.Flow;

namespace Alur.Workflows.Tests.Instances;

/// <summary>What cannot be stored is refused before it becomes part of a state.</summary>
public sealed class StorableTests
{
    [Theory]
    [InlineData("\"biasa \\u00e9\"", true)]
    [InlineData("\"separuh \\ud800\"", false)]
    [InlineData("\"nul \\u0000\"", false)]
    [InlineData("{\"a\":[{\"b\":\"\\udc00\"}]}", false)]
    [InlineData("{\"\\u0000\":1}", false)]
    [InlineData("12.5", true)]
    public void Texts(string json, bool storable) => Values.CanBeStored(Values.Parse(json)).ShouldBe(storable);

    [Theory]
    [InlineData(Values.MaxDepth, true)]
    [InlineData(Values.MaxDepth + 1, false)]
    public void Depth(int levels, bool storable) =>
        Values.CanBeStored(Values.Parse(new string('[', levels) + new string(']', levels))).ShouldBe(storable);

    [Fact]
    public void An_instance_does_not_start_with_an_input_that_cannot_be_stored()
    {
        var result = Engine.Advance(
            Sketch.Compile("s start\na ask\ns -> a"),
            null,
            new Stimulus.Start("i1", Values.None.Add("nama", Values.Parse("\"\\ud800\""))),
            DateTimeOffset.UnixEpoch);
        result.ShouldBeOfType<AdvanceResult.Rejected>().Reason.ShouldBeOfType<Rejection.Invalid>().Fields.ShouldContainKey("nama");
    }

    [Fact]
    public void A_value_at_the_limit_survives_being_stored_in_a_state()
    {
        var deep = Values.Parse(new string('[', Values.MaxDepth) + new string(']', Values.MaxDepth));
        var step = Engine.Advance(Sketch.Compile("s start\na ask\ns -> a"), null, new Stimulus.Start("i1", Values.None.Add("dalam", deep)), DateTimeOffset.UnixEpoch)
            .ShouldBeOfType<AdvanceResult.Step>();
        EngineJson.ReadState(EngineJson.Write(step.State)).Input["dalam"].GetRawText().ShouldBe(deep.GetRawText());
    }
}
