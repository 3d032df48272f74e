namespace Loyalty.AppHost.Tests;
public class Placeholder { [Fact] public void Builds() { } }
