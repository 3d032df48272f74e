namespace Loyalty.Maintenance.Tests;
public class Placeholder { [Fact] public void Builds() { } }
