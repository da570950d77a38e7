using System.Text;
using Alur.Host.Security;

namespace Alur.Host.Tests.Security;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("""{"a":"teks biasa, éè, 日本, 🙂, \n"}""")]
    [InlineData("""{"a":"\ud83d\ude42"}""")]
    [InlineData("""[1,-2.5,1e10,null,true]""")]
    [InlineData("\"\"")]
    [InlineData("1")]
    public void Takes(string json) => JsonText.WhatIsWrong(Encoding.UTF8.GetBytes(json)).ShouldBeNull();

    [Theory]
    [InlineData("{")]
    [InlineData("{\"a\":}")]
    [InlineData("{} {}")]
    [InlineData("[1,]")]
    [InlineData("// komentar\n{}")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\udc00\\ud800\"")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("\"a\\u0000b\"")]
    [InlineData("{\"\\u0000\":1}")]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    [InlineData("[11111111111111111111111111111111111111111111111111]")]
    [InlineData("NaN")]
    public void Refuses(string json) => JsonText.WhatIsWrong(Encoding.UTF8.GetBytes(json)).ShouldNotBeNullOrWhiteSpace();

    [Fact]
    public void Refuses_what_is_not_UTF8() => JsonText.WhatIsWrong([(byte)'"', 0xC3, 0x28, (byte)'"']).ShouldNotBeNull();

    [Fact]
    public void Refuses_nesting_beyond_the_limit_and_takes_it_up_to_it()
    {
        JsonText.WhatIsWrong(Nested(JsonText.MaxDepth)).ShouldBeNull();
        JsonText.WhatIsWrong(Nested(JsonText.MaxDepth + 1)).ShouldNotBeNull();
        JsonText.WhatIsWrong(Nested(100_000)).ShouldNotBeNull();
    }

    private static byte[] Nested(int depth) => Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth));
}
