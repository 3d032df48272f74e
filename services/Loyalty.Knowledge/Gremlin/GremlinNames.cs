using System.Globalization;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>
/// What the adapter keeps beside the facts. Its own ids and property names begin with one underscore; an id or a name of the graph that
/// begins so, or with the tilde that Gremlin keeps for itself, gets an underscore put before it.
/// </summary>
internal static class GremlinNames
{
    /// <summary>The one vertex that holds the graph's version and its lease.</summary>
    public const string Head = "_graph";

    /// <summary>Label of the vertices that say which version a change set made.</summary>
    public const string ChangeSetLabel = "_changeset";

    /// <summary>Label of the vertices that list what a version touched.</summary>
    public const string LogLabel = "_log";

    /// <summary>Label of the end of an edge that nobody has described yet.</summary>
    public const string StubLabel = "_end";

    public const string Version = "_version";
    public const string Recorded = "_recorded";

    /// <summary>The label, where a stub with another one had been there first: Gremlin's labels cannot be changed.</summary>
    public const string Label = "_label";

    /// <summary>What a change set that was too large for one request will set, until it counts.</summary>
    public const string Next = "_next";

    /// <summary>Properties, as JSON, whose names a CSV header cannot carry: what a bulk load leaves.</summary>
    public const string More = "_more";

    public static string ChangeSet(string id) => "_changeset:" + id;

    public static string Log(long version, int chunk) => string.Create(CultureInfo.InvariantCulture, $"_log:{version}:{chunk}");

    public static string Escape(string name) => name.Length > 0 && name[0] is ('_' or '~') ? "_" + name : name;

    public static string Unescape(string name) => IsEscaped(name) ? name[1..] : name;

    /// <summary>Whether a name is the adapter's own.</summary>
    public static bool IsOwn(string name) => name.StartsWith('_') && !IsEscaped(name);

    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static long Number(string? text) => string.IsNullOrEmpty(text) ? 0 : long.Parse(text, CultureInfo.InvariantCulture);

    private static bool IsEscaped(string name) => name.Length > 1 && name[0] == '_' && name[1] is ('_' or '~');
}
