namespace Loyalty.ServiceDefaults.Tests;
public class Placeholder { [Fact] public void Builds() { } }
