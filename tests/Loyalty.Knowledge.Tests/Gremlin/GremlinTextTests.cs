using Loyalty.Knowledge.Gremlin;

namespace Loyalty.Knowledge.Tests.Gremlin;

public sealed class GremlinTextTests
{
    [Theory]
    [InlineData("plain", "'plain'")]
    [InlineData("it's", @"'it\'s'")]
    [InlineData("say \"hi\"", "'say \"hi\"'")]
    [InlineData("back\\slash", @"'back\\slash'")]
    [InlineData("\\u0027).drop()", @"'\\u0027).drop()'")]
    [InlineData("line\nend\r\t\0", @"'line\u000aend\u000d\u0009\u0000'")]
    [InlineData("${run()}", "'${run()}'")]
    [InlineData("\u00e9\u4e2d\U0001F6EB\u2028", "'\u00e9\u4e2d\U0001F6EB\\u2028'")]
    public void A_value_is_one_literal(string value, string literal) => Assert.Equal(literal, new GremlinText().Literal(value).ToString());

    [Fact]
    public void Half_a_surrogate_pair_is_refused() => Assert.Throws<ArgumentException>(() => new GremlinText().Literal("\ud83d!"));

    [Theory]
    [InlineData("name", "name")]
    [InlineData("_version", "__version")]
    [InlineData("__x", "___x")]
    [InlineData("~id", "_~id")]
    public void Names_that_begin_as_the_adapters_own_do_not_meet_them(string name, string escaped)
    {
        Assert.Equal(escaped, GremlinNames.Escape(name));
        Assert.Equal(name, GremlinNames.Unescape(escaped));
        Assert.False(GremlinNames.IsOwn(escaped));
    }
}
