using Loyalty.AppHost.Aws.CloudFormation;

namespace Loyalty.AppHost.Aws.Stacks;

static class Alarm
{
    /// <summary>An alarm on one number of CloudWatch. What is not measured did not happen.</summary>
    /// <param name="periods">How many in a row must be over the limit.</param>
    public static Resource Of(
        string id, string description, string space, string metric, Map dimensions, string statistic, int seconds, int periods, double limit,
        string comparison = "GreaterThanOrEqualToThreshold", Intrinsic? tell = null) =>
        new(id, "AWS::CloudWatch::Alarm", new
        {
            AlarmDescription = description,
            Namespace = space,
            MetricName = metric,
            Dimensions = dimensions.Count == 0 ? null : dimensions.Select(dimension => new { Name = dimension.Key, dimension.Value }),
            Statistic = statistic.StartsWith('p') ? null : statistic,
            ExtendedStatistic = statistic.StartsWith('p') ? statistic : null,
            Period = seconds,
            EvaluationPeriods = periods,
            Threshold = limit,
            ComparisonOperator = comparison,
            TreatMissingData = "notBreaching",
            AlarmActions = tell is null ? null : new object[] { tell },
            OKActions = tell is null ? null : new object[] { tell },
        });
}
