namespace Loyalty.Knowledge.Sqlite;

/// <summary>The statements of the SQLite graph.</summary>
internal static class GraphSql
{
    public const string Schema = """
        PRAGMA journal_mode = WAL;
        CREATE TABLE IF NOT EXISTS vertex (
            id TEXT PRIMARY KEY, label TEXT NOT NULL, properties BLOB NOT NULL, version INTEGER NOT NULL, recorded INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS edge (
            id TEXT PRIMARY KEY, label TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, properties BLOB NOT NULL,
            version INTEGER NOT NULL, recorded INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS vertex_version ON vertex (version);
        CREATE INDEX IF NOT EXISTS edge_version ON edge (version);
        CREATE TABLE IF NOT EXISTS changeset (
            version INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, recorded INTEGER NOT NULL, elements INTEGER NOT NULL
        );
        CREATE TABLE IF NOT EXISTS graph (id TEXT NOT NULL);
        INSERT INTO graph (id) SELECT lower(hex(randomblob(16))) WHERE NOT EXISTS (SELECT 1 FROM graph);
        CREATE TABLE IF NOT EXISTS lease (name TEXT PRIMARY KEY, owner TEXT, token INTEGER NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID;
        """;

    public const string Version = "SELECT COALESCE(MAX(version), 0) FROM changeset";
    public const string Identity = "SELECT id FROM graph LIMIT 1";
    public const string IsApplied = "SELECT COUNT(*) FROM changeset WHERE id = $id";
    public const string AddChangeSet = "INSERT INTO changeset (version, id, recorded, elements) VALUES ($version, $id, $recorded, $elements)";
    public const string ChangeSets = "SELECT version, id, recorded, elements FROM changeset WHERE version > $after ORDER BY version";

    public const string GetLease = "SELECT owner, token, expires FROM lease WHERE name = 'loader'";
    public const string SetLease = """
        INSERT INTO lease (name, owner, token, expires) VALUES ('loader', $owner, $token, $expires)
        ON CONFLICT (name) DO UPDATE SET owner = $owner, token = $token, expires = $expires
        """;
    public const string ReleaseLease = "UPDATE lease SET owner = NULL, expires = 0 WHERE name = 'loader' AND token = $token";

    public const string VertexById = "SELECT id, label, properties, version, recorded FROM vertex WHERE id = $id";
    public const string EdgeById = "SELECT id, label, source, target, properties, version, recorded FROM edge WHERE id = $id";
    public const string AddVertex =
        "INSERT INTO vertex (id, label, properties, version, recorded) VALUES ($id, $label, $properties, $version, $recorded)";
    public const string SetVertex = "UPDATE vertex SET properties = $properties, version = $version WHERE id = $id";
    public const string AddEdge = """
        INSERT INTO edge (id, label, source, target, properties, version, recorded)
        VALUES ($id, $label, $source, $target, $properties, $version, $recorded)
        """;
    public const string SetEdge = "UPDATE edge SET properties = $properties, version = $version WHERE id = $id";

    // The unary plus keeps the planner on the version index for a catch-up, and on the primary key for a whole read.
    public static string Vertices(bool newer) =>
        $"SELECT id, label, properties, version, recorded FROM vertex WHERE {Newer(newer)} AND id > $last ORDER BY id LIMIT $page";

    public static string Edges(bool newer, ImmutableArray<string>? labels) =>
        $"""
        SELECT id, label, source, target, properties, version, recorded FROM edge
        WHERE {Newer(newer)} AND {(newer ? "+" : "")}id > $last {Only(labels)} ORDER BY id LIMIT $page
        """;

    private static string Newer(bool newer) => newer ? "version > $after" : "+version > $after";

    // Labels are constants of the schema, never input.
    private static string Only(ImmutableArray<string>? labels) =>
        labels is { } some ? $"AND label IN ({string.Join(", ", some.Select(label => $"'{label}'"))})" : "";
}
