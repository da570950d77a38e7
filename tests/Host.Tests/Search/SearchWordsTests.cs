using Alur.Host.Search;

namespace Alur.Host.Tests.Search;

/// <summary>Words as the index keeps them.</summary>
public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("mengirim", "kirim")]
    [InlineData("pengiriman", "kirim")]
    [InlineData("dikirimkan", "kirim")]
    [InlineData("memasukkan", "masuk")]
    [InlineData("pemasukan", "masuk")]
    [InlineData("memakai", "pakai")]
    [InlineData("menyelesaikan", "selesai")]
    [InlineData("diselesaikan", "selesai")]
    [InlineData("menulis", "tulis")]
    [InlineData("bukanya", "buka")]
    [InlineData("membuka", "buka")]
    [InlineData("dibuka", "terbuka")]
    [InlineData("memperbaiki", "perbaikan")]
    [InlineData("aplikasinya", "aplikasi")]
    [InlineData("000123", "123")]
    [InlineData("Résumé", "resume")]
    public void Forms_of_one_word_meet(string one, string other) => Terms(one).Intersect(Terms(other)).ShouldNotBeEmpty();

    [Theory]
    [InlineData("kirim", "kira")]
    [InlineData("tender", "tend")]
    [InlineData("paket", "pakai")]
    [InlineData("123", "1230")]
    public void Other_words_do_not(string one, string other) => Terms(one).Intersect(Terms(other)).ShouldBeEmpty();

    [Fact]
    public void Signs_only_separate_and_nothing_breaks()
    {
        SearchWords.Split("Tidak dapat \"masuk\" (SPSE-4.5)\0AND*OR'; drop table\ud800x \u0301").ShouldBe(
            ["tidak", "dapat", "masuk", "spse", "4", "5", "and", "or", "drop", "table", "x"]);
        SearchWords.Split(new string('a', 500)).Single().Length.ShouldBe(SearchWords.Longest);
        SearchWords.Split("").ShouldBeEmpty();
    }

    private static IEnumerable<string> Terms(string text) => SearchWords.Split(text).SelectMany(SearchWords.Terms);
}
