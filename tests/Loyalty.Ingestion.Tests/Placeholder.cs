namespace Loyalty.Ingestion.Tests;
public class Placeholder { [Fact] public void Builds() { } }
