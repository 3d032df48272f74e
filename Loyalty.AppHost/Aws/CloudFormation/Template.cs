using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Loyalty.AppHost.Aws.CloudFormation;

/// <summary>
/// One stack. Resources are added in the order in which a reader wants them; parameters and conditions are declared because something
/// speaks of them.
/// </summary>
/// <param name="name">Of the stack, within an environment.</param>
sealed partial class Template(string name, string description)
{
    readonly List<Resource> resources = [];
    readonly List<(string Name, Intrinsic Value, string Description, Condition? Condition)> exports = [];

    public string Name => name;

    public string Description => description;

    public IReadOnlyList<Resource> Resources => resources;

    public Resource Add(Resource resource)
    {
        resources.Add(resource);
        return resource;
    }

    public Resource Add(string id, string type, object properties) => Add(new Resource(id, type, properties));

    /// <summary>Lets other stacks use a value. CloudFormation keeps whoever exports it alive and unchanged for as long as one does.</summary>
    public void Export(string export, Intrinsic value, string what, Condition? condition = null) => exports.Add((export, value, what, condition));

    /// <summary>Those that several stacks share first, in their order; then those of this one.</summary>
    public ImmutableArray<Parameter> Parameters =>
    [
        .. Intrinsics().SelectMany(ParametersOf).DistinctBy(parameter => parameter.Name)
            .OrderBy(parameter => Places.GetValueOrDefault(parameter.Name, int.MaxValue)).ThenBy(parameter => parameter.Name, StringComparer.Ordinal),
    ];

    public ImmutableArray<Condition> Conditions =>
        [.. Intrinsics().Select(one => one.Subject).OfType<Condition>().DistinctBy(condition => condition.Name).OrderBy(condition => condition.Name, StringComparer.Ordinal)];

    public ImmutableArray<string> Exports => [.. exports.Select(export => export.Name)];

    public ImmutableArray<string> Imports =>
        [.. Intrinsics().Where(one => one.Name == "Fn::ImportValue").Select(one => (string)((Intrinsic)one.Argument).Argument).Distinct().Order(StringComparer.Ordinal)];

    public object Body => new
    {
        AWSTemplateFormatVersion = "2010-09-09",
        Description = description,
        Parameters = Mapped(Parameters.Select(parameter => (parameter.Name, (object)new
        {
            parameter.Type,
            parameter.Description,
            parameter.Default,
            parameter.AllowedValues,
            parameter.AllowedPattern,
            parameter.ConstraintDescription,
            parameter.MinValue,
            parameter.MaxValue,
            parameter.MaxLength,
            NoEcho = parameter.Secret ? true : (bool?)null,
        }))),
        Conditions = Mapped(Conditions.Select(condition => (condition.Name, (object)condition.Expression))),
        Resources = Mapped(resources.Select(resource => (resource.Id, resource.Body))),
        Outputs = Mapped(exports.Select(export => (export.Name, (object)new
        {
            export.Description,
            Condition = export.Condition?.Name,
            export.Value,
            Export = new { Name = Fn.Sub(Fn.ExportName(export.Name)) },
        }))),
    };

    public string Text => TemplateText.Of(Body);

    static readonly Dictionary<string, int> Places = Aws.Parameters.Shared.Select((parameter, index) => (parameter.Name, index)).ToDictionary();

    static IEnumerable<Parameter> ParametersOf(Intrinsic one)
    {
        if (one.Subject is Parameter parameter) return [parameter];
        if (one.Name != "Fn::Sub") return [];
        var text = one.Argument as string ?? (string)((object[])one.Argument)[0];
        return Placeholder().Matches(text).Where(match => Places.ContainsKey(match.Groups[1].Value)).Select(match => Aws.Parameters.Shared[Places[match.Groups[1].Value]]);
    }

    IEnumerable<Intrinsic> Intrinsics() =>
        resources.SelectMany(resource => Within(resource.Body).Concat(Within(resource.Condition)))
            .Concat(exports.SelectMany(export => Within(export.Value).Concat(Within(export.Condition)).Append(Fn.Sub(Fn.ExportName(export.Name)))));

    /// <summary>All that CloudFormation is to work out, and what a condition needs for that.</summary>
    static IEnumerable<Intrinsic> Within(object? value) => value switch
    {
        Intrinsic intrinsic => Within(intrinsic.Argument).Prepend(intrinsic).Concat(intrinsic.Subject is Condition { } condition ? Within(condition.Expression) : []),
        Condition condition => Within(condition.Holds),
        _ => TemplateText.Parts(value).SelectMany(Within),
    };

    static Map? Mapped(IEnumerable<(string Name, object Value)> entries)
    {
        var map = new Map();
        foreach (var (key, value) in entries) map[key] = value;
        return map.Count == 0 ? null : map;
    }

    [GeneratedRegex(@"\$\{(\w+)\}")]
    private static partial Regex Placeholder();
}
