namespace Loyalty.Core.Geography;

/// <summary>A distance that a program publishes for a sector, in either direction, used instead of the geodesic. Immutable.</summary>
/// <param name="ProgramId">The program whose table it is.</param>
/// <param name="From">One airport.</param>
/// <param name="To">The other.</param>
/// <param name="Miles">Statute miles.</param>
/// <param name="DocumentId">The document it was read from.</param>
public sealed record SectorDistance(string ProgramId, string From, string To, decimal Miles, string DocumentId);
