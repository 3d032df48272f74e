using Loyalty.AppHost.Aws.CloudFormation;
using static Loyalty.AppHost.Aws.CloudFormation.Fn;

namespace Loyalty.AppHost.Aws.Stacks;

/// <summary>The graph: a Neptune cluster in the isolated subnets, or the endpoint that the deployer names.</summary>
static class GraphResources
{
    const string Family = "neptune1.4";

    public static void AddTo(Template template, Resource key)
    {
        var own = Conditions.OwnGraph;
        var subnets = template.Add(new Resource("GraphSubnets", "AWS::Neptune::DBSubnetGroup", new
        {
            DBSubnetGroupDescription = "The isolated subnets",
            SubnetIds = new object[] { Import($"{NetworkStack.DataSubnet}1"), Import($"{NetworkStack.DataSubnet}2") },
        })
        { Condition = own });
        var clusterSettings = template.Add(new Resource("GraphClusterSettings", "AWS::Neptune::DBClusterParameterGroup", new
        {
            Description = "The audit log is on; a query that takes two minutes will not end",
            Family,
            Parameters = new { neptune_enable_audit_log = "1", neptune_query_timeout = "120000" },
        })
        { Condition = own });
        var settings = template.Add(new Resource("GraphInstanceSettings", "AWS::Neptune::DBParameterGroup", new
        {
            Description = "As the cluster's",
            Family,
            Parameters = new { neptune_query_timeout = "120000" },
        })
        { Condition = own });
        var loader = template.Add(LoaderRole(key) with { Condition = own });
        var cluster = template.Add(new Resource("Graph", "AWS::Neptune::DBCluster", new
        {
            EngineVersion = Ref(Parameters.NeptuneEngineVersion),
            DBSubnetGroupName = subnets.Ref,
            VpcSecurityGroupIds = new object[] { Import(NetworkStack.GraphGroup) },
            DBClusterParameterGroupName = clusterSettings.Ref,
            IamAuthEnabled = true,
            StorageEncrypted = true,
            KmsKeyId = key.Arn,
            BackupRetentionPeriod = 14,
            PreferredBackupWindow = "02:00-02:30",
            PreferredMaintenanceWindow = "sun:03:00-sun:03:30",
            EnableCloudwatchLogsExports = new[] { "audit" },
            CopyTagsToSnapshot = true,
            DeletionProtection = true,
            AssociatedRoles = new object[] { new { RoleArn = loader.Arn } },
        })
        { Condition = own, Kept = true });
        foreach (var instance in (int[])[1, 2])
            template.Add(new Resource($"GraphInstance{instance}", "AWS::Neptune::DBInstance", new
            {
                DBClusterIdentifier = cluster.Ref,
                DBInstanceClass = Ref(Parameters.NeptuneInstanceClass),
                DBParameterGroupName = settings.Ref,
                AutoMinorVersionUpgrade = true,
            })
            { Condition = own, Kept = true });

        template.Export(DataStack.GraphEndpoint, If(own, Sub("https://${Graph.Endpoint}:${Graph.Port}"), Ref(Parameters.GremlinEndpoint)), "Where the graph answers");
        template.Export(DataStack.GraphResource,
            Sub("arn:${AWS::Partition}:neptune-db:${AWS::Region}:${AWS::AccountId}:${Graph.ClusterResourceId}/*"), "The graph, as policies name it", own);
        template.Export(DataStack.GraphCluster, cluster.Ref, "The graph's cluster", own);
    }

    /// <summary>What the bulk loader reads its files as: exports of a graph, and the change sets that are kept for good.</summary>
    static Resource LoaderRole(Resource key) => Policy.Role("GraphLoaderRole", "rds.amazonaws.com", "load",
        Policy.Allow(["s3:GetObject"], Sub("${LoadBucket.Arn}/*"), Sub("${FactsBucket.Arn}/changesets/*")),
        Policy.Allow(["s3:ListBucket"], ArnOf(BucketStore.Load), ArnOf(BucketStore.Facts)),
        Policy.Allow(["kms:Decrypt"], key.Arn));

    static Intrinsic ArnOf(BucketStore bucket) => new("Fn::GetAtt", new[] { bucket.Export, "Arn" });
}
