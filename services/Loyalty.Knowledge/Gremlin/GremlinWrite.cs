using Loyalty.Knowledge.Graph;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>
/// One request that writes a batch: lists of maps, unfolded into <c>mergeV</c> and <c>mergeE</c>, hung on the head vertex, so that nothing
/// happens when the fencing token or the last write are not those that the writer knows. Not thread-safe.
/// </summary>
internal sealed class GremlinWrite
{
    private readonly GremlinText _newVertices = new();
    private readonly GremlinText _vertices = new();
    private readonly GremlinText _newEdges = new();
    private readonly GremlinText _edges = new();
    private readonly GremlinText _after = new();
    private readonly GremlinText _head = new();

    /// <summary>How many elements it writes.</summary>
    public int Count { get; private set; }

    public int Length => _newVertices.Length + _vertices.Length + _newEdges.Length + _edges.Length;

    public void AddVertex(string id, string label, params IEnumerable<GraphProperty> properties)
    {
        Open(_newVertices).Raw("'i':[(T.id):").Literal(id).Raw("],'c':[(T.label):").Literal(label);
        foreach (var property in properties) Property(_newVertices.Raw(","), property, single: true);
        _newVertices.Raw("]]");
    }

    public void SetVertex(string id, params IEnumerable<GraphProperty> properties) => Set(_vertices, id, single: true, properties);

    public void AddEdge(string id, string label, string from, string to, params IEnumerable<GraphProperty> properties)
    {
        Open(_newEdges).Raw("'i':[(T.id):").Literal(id).Raw(",(T.label):").Literal(label)
            .Raw(",(Direction.OUT):").Literal(from).Raw(",(Direction.IN):").Literal(to).Raw("],'c':[");
        var first = true;
        foreach (var property in properties)
        {
            Property(first ? _newEdges : _newEdges.Raw(","), property, single: false);
            first = false;
        }

        _newEdges.Raw("]]");
    }

    public void SetEdge(string id, params IEnumerable<GraphProperty> properties) => Set(_edges, id, single: false, properties);

    /// <summary>Takes something off vertices (<c>V</c>) or edges (<c>E</c>) after the elements are written.</summary>
    /// <param name="kind"><c>V</c> or <c>E</c>.</param>
    /// <param name="ids">Which; none means none.</param>
    /// <param name="what">The steps that say what.</param>
    public void Drop(char kind, IReadOnlyCollection<string> ids, string what)
    {
        // Without ids the step would mean the whole graph.
        if (ids.Count > 0) _after.Raw($".sideEffect(__.{kind}(").Literals(ids).Raw($"){what}.drop())");
    }

    /// <summary>Takes away all that steps find.</summary>
    /// <param name="steps">Constant steps.</param>
    public void DropAll(string steps) => _after.Raw($".sideEffect(__.{steps}.drop())");

    public void Head(string name, string value) => _head.Raw(".property(single,").Literal(name).Raw(",").Literal(value).Raw(")");

    /// <summary>The request; its answer is 1 when it happened and 0 when its condition was not met.</summary>
    public string Text(LoaderLease lease, string lastWrite, string thisWrite)
    {
        var text = new GremlinText().Raw("g.V(").Literal(GremlinNames.Head)
            .Raw(").has('token',").Literal(GremlinNames.Of(lease.Token)).Raw(").has('owner',").Literal(lease.Owner)
            .Raw(").has('write',").Literal(lastWrite).Raw(")");
        Merge(text, _newVertices, "mergeV", "onCreate", "c");
        Merge(text, _vertices, "mergeV", "onMatch", "m");
        Merge(text, _newEdges, "mergeE", "onCreate", "c");
        Merge(text, _edges, "mergeE", "onMatch", "m");
        Head("write", thisWrite);
        return text.Append(_after).Append(_head).Raw(".count()").ToString();
    }

    private static void Merge(GremlinText text, GremlinText list, string step, string when, string part)
    {
        if (list.Length == 0) return;
        text.Raw(".sideEffect(__.constant([").Append(list)
            .Raw($"]).unfold().{step}(__.select('i')).option(Merge.{when},__.select('{part}')))");
    }

    private static void Property(GremlinText text, GraphProperty property, bool single)
    {
        text.Literal(property.Name).Raw(single ? ":single(" : ":").Literal(property.Value);
        if (single) text.Raw(")");
    }

    private void Set(GremlinText list, string id, bool single, IEnumerable<GraphProperty> properties)
    {
        Open(list).Raw("'i':[(T.id):").Literal(id).Raw("],'m':[");
        var first = true;
        foreach (var property in properties)
        {
            Property(first ? list : list.Raw(","), property, single);
            first = false;
        }

        list.Raw("]]");
    }

    private GremlinText Open(GremlinText list)
    {
        Count++;
        return list.Length == 0 ? list.Raw("[") : list.Raw(",[");
    }
}
