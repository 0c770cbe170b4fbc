using System.Text;
using WesMemGuard.Harness.Live.Load;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>Half a character in an answer is an answer that can't be read; it ends no load.</summary>
internal sealed class RpcAnswersTests
{
    [TestCase("""{"jsonrpc":"2.0","error":{"code":-1,"data":{"code":"\ud800"}}}""")]
    [TestCase("""{"jsonrpc":"2.0","result":{"accepted":false,"reason":"\udc00"}}""")]
    public void It_is_counted_as_unreadable(string answer) =>
        RpcAnswers.End(Encoding.UTF8.GetBytes(answer), text => text).Kind.ShouldBe(LoadResultKind.Unreadable);

    [Test]
    public void It_has_no_result() =>
        RpcAnswers.Result(Encoding.UTF8.GetBytes("""{"result":"\ud800"}"""), RpcAnswers.Height).ShouldBeNull();

    [Test]
    public void Where_any_answer_will_do_it_does() =>
        RpcAnswers.EndOfAny(Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","error":{"code":-1,"data":{"code":"\ud800"}}}"""), text => text)
            .Kind.ShouldBe(LoadResultKind.Ok);
}
