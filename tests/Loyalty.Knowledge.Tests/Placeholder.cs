namespace Loyalty.Knowledge.Tests;
public class Placeholder { [Fact] public void Builds() { } }
