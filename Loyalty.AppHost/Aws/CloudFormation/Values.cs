namespace Loyalty.AppHost.Aws.CloudFormation;

/// <summary>A value that CloudFormation works out: <c>{ "Ref": "Table" }</c>.</summary>
/// <param name="Subject">The parameter or condition that it speaks of, which is declared because of it.</param>
sealed record Intrinsic(string Name, object Argument, object? Subject = null);

/// <summary>What differs per environment, or per deployment.</summary>
sealed record Parameter(string Name, string Description)
{
    public string Type { get; init; } = "String";
    public object? Default { get; init; }
    public object[]? AllowedValues { get; init; }
    public string? AllowedPattern { get; init; }
    public string? ConstraintDescription { get; init; }
    public int? MinValue { get; init; }
    public int? MaxValue { get; init; }
    public int? MaxLength { get; init; }

    /// <summary>Whether it is never shown.</summary>
    public bool Secret { get; init; }
}

/// <summary>Something that is so in one environment and not in another.</summary>
sealed record Condition(string Name, Intrinsic Expression)
{
    public Intrinsic Holds => new("Condition", Name, this);
}

/// <summary>An object whose keys are no names of C#.</summary>
sealed class Map : List<KeyValuePair<string, object?>>
{
    public object? this[string key]
    {
        set => Add(new KeyValuePair<string, object?>(key, value));
    }
}

/// <summary>The functions of CloudFormation, by their own names.</summary>
static class Fn
{
    public static Intrinsic NoValue { get; } = new("Ref", "AWS::NoValue");

    public static Intrinsic Ref(Parameter parameter) => new("Ref", parameter.Name, parameter);

    /// <summary>Text with <c>${Name}</c>, where a name is a parameter's of <see cref="Parameters"/>, a resource's or a pseudo parameter's.</summary>
    public static Intrinsic Sub(string text) => new("Fn::Sub", text);

    public static Intrinsic Sub(string text, Map values) => new("Fn::Sub", new object[] { text, values });

    public static Intrinsic If(Condition condition, object then, object otherwise) =>
        new("Fn::If", new[] { condition.Name, then, otherwise }, condition);

    public static Intrinsic Equal(object left, object right) => new("Fn::Equals", new[] { left, right });

    public static Intrinsic Not(Intrinsic expression) => new("Fn::Not", new object[] { expression });

    public static Intrinsic And(params object[] expressions) => new("Fn::And", expressions);

    public static Intrinsic Join(string separator, params object[] parts) => new("Fn::Join", new object[] { separator, parts });

    public static Intrinsic Select(int index, object list) => new("Fn::Select", new[] { index, list });

    /// <summary>What another stack of the same environment exports: see <see cref="Template.Export"/>.</summary>
    public static Intrinsic Import(string export) => new("Fn::ImportValue", Sub(ExportName(export)));

    internal static string ExportName(string export) => "loyalty-${Environment}-" + export;
}
