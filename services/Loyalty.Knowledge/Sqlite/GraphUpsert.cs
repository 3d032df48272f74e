using Loyalty.Knowledge.Graph;
using Microsoft.Data.Sqlite;

namespace Loyalty.Knowledge.Sqlite;

/// <summary>Merges a change set's elements inside one transaction, touching only what differs.</summary>
internal sealed class GraphUpsert(SqliteConnection connection, SqliteTransaction transaction, long version, DateTimeOffset now)
{
    public int Apply(ChangeSet changes, CancellationToken cancellationToken)
    {
        var touched = 0;
        using var vertices = new Statements(connection, transaction, GraphSql.VertexById, GraphSql.AddVertex, GraphSql.SetVertex);
        foreach (var vertex in changes.Vertices)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (vertices.Merge(vertex.Id, 2, vertex.Properties, version, now, ("$label", vertex.Label))) touched++;
        }

        using var edges = new Statements(connection, transaction, GraphSql.EdgeById, GraphSql.AddEdge, GraphSql.SetEdge);
        foreach (var edge in changes.Edges)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (edges.Merge(edge.Id, 4, edge.Properties, version, now, ("$label", edge.Label), ("$source", edge.From), ("$target", edge.To)))
                touched++;
        }

        return touched;
    }

    /// <summary>Adds an element as another graph held it.</summary>
    public static void Add(SqliteConnection connection, SqliteTransaction transaction, StoredElement element)
    {
        using var command = element switch
        {
            { Vertex: { } vertex } => SqliteKnowledgeGraph.Command(connection, transaction, GraphSql.AddVertex,
                ("$id", vertex.Id), ("$label", vertex.Label), ("$properties", PropertyJson.Write(vertex.Properties))),
            { Edge: { } edge } => SqliteKnowledgeGraph.Command(connection, transaction, GraphSql.AddEdge,
                ("$id", edge.Id), ("$label", edge.Label), ("$source", edge.From), ("$target", edge.To), ("$properties", PropertyJson.Write(edge.Properties))),
            _ => throw new ArgumentException("An element is a vertex or an edge.", nameof(element)),
        };
        command.Parameters.AddWithValue("$version", element.Version);
        command.Parameters.AddWithValue("$recorded", element.RecordedAt.UtcTicks);
        command.ExecuteNonQuery();
    }

    private sealed class Statements(SqliteConnection connection, SqliteTransaction transaction, string find, string add, string set) : IDisposable
    {
        private readonly SqliteCommand _find = SqliteKnowledgeGraph.Command(connection, transaction, find, ("$id", ""));
        private readonly SqliteCommand _add = SqliteKnowledgeGraph.Command(connection, transaction, add);
        private readonly SqliteCommand _set = SqliteKnowledgeGraph.Command(connection, transaction, set);

        public bool Merge(
            string id, int column, ImmutableArray<GraphProperty> given, long version, DateTimeOffset now,
            params ReadOnlySpan<(string Name, string Value)> columns)
        {
            _find.Parameters[0].Value = id;
            ImmutableArray<GraphProperty>? held = null;
            using (var reader = _find.ExecuteReader())
            {
                if (reader.Read()) held = PropertyJson.Read((byte[])reader.GetValue(column));
            }

            if (held is { } properties)
            {
                var merged = GraphProperties.Merge(properties, given);
                if (merged == properties) return false;
                Run(_set, ("$id", id), ("$properties", PropertyJson.Write(merged)), ("$version", version));
                return true;
            }

            foreach (var (name, value) in columns) Set(_add, name, value);
            Run(_add, ("$id", id), ("$properties", PropertyJson.Write(given)), ("$version", version), ("$recorded", now.UtcTicks));
            return true;
        }

        public void Dispose()
        {
            _find.Dispose();
            _add.Dispose();
            _set.Dispose();
        }

        private static void Run(SqliteCommand command, params ReadOnlySpan<(string Name, object Value)> values)
        {
            foreach (var (name, value) in values) Set(command, name, value);
            command.ExecuteNonQuery();
        }

        private static void Set(SqliteCommand command, string name, object value)
        {
            var index = command.Parameters.IndexOf(name);
            if (index < 0) command.Parameters.AddWithValue(name, value);
            else command.Parameters[index].Value = value;
        }
    }
}
