namespace Microsoft.Extensions.Hosting;

/// <summary>What a caller may be, by the names that tokens use. A caller may be several.</summary>
public static class Roles
{
    public const string Traveller = "traveller", Curator = "curator", Operator = "operator";

    internal static readonly string[] All = [Traveller, Curator, Operator];
}
