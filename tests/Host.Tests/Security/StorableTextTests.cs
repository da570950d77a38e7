using Alur.Host.Security;

namespace Alur.Host.Tests.Security;

/// <summary>Which texts are refused before they meet a database.</summary>
public sealed class StorableTextTests
{
    // Code units, since half of a pair does not survive as an attribute's text.
    [Theory]
    [InlineData(true)]
    [InlineData(true, 0x48, 0x61, 0x6c, 0x6f)]
    [InlineData(true, 0xd83d, 0xde00, 0xfffd)]
    [InlineData(false, 0x61, 0)]
    [InlineData(false, 0xd800)]
    [InlineData(false, 0xd800, 0x78)]
    [InlineData(false, 0xdc00, 0xd800)]
    [InlineData(false, 0xdc00)]
    public void Only_NUL_and_halves_of_pairs_are_not_kept(bool kept, params int[] units) =>
        StorableText.Keeps(new string([.. units.Select(unit => (char)unit)])).ShouldBe(kept);
}
