// A client that a test makes for itself: an attribute made of a framework's own says that it is one.
namespace ClientOfTest;

[AttributeUsage(AttributeTargets.Method)]
public class TestAttribute : Attribute;

[AttributeUsage(AttributeTargets.Method)]
public sealed class MeasuredTestAttribute : TestAttribute;

public sealed class WalletTests
{
    [MeasuredTest]
    public async Task A_poll_answers()
    {
        using var http = new HttpClient();
        await http.GetStringAsync("http://127.0.0.1:28680/");
    }
}
