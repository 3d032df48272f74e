using Loyalty.AppHost.Aws.CloudFormation;
using static Loyalty.AppHost.Aws.CloudFormation.Fn;

namespace Loyalty.AppHost.Aws.Stacks;

/// <summary>
/// Two zones, in each a private subnet for the functions and an isolated one for the graph. What the functions need of AWS is at endpoints
/// within; beyond AWS they get by NAT, where it is wanted.
/// </summary>
static class NetworkStack
{
    public const string ApplicationSubnet = "ApplicationSubnet", DataSubnet = "DataSubnet", ServicesGroup = "ServicesGroup", GraphGroup = "GraphGroup";
    const int GraphPort = 8182, Https = 443;
    static readonly int[] Zones = [1, 2];
    static readonly string[] ByGateway = ["s3", "dynamodb"];
    static readonly string[] ByInterface = ["sqs", "sns", "states", "lambda", "sts", "events", "bedrock-runtime", "monitoring", "logs", "kms"];

    public static Template Template()
    {
        var template = new Template("network", "Loyalty: a network over two zones for the functions and the graph");
        var network = template.Add("Network", "AWS::EC2::VPC", new
        {
            CidrBlock = Ref(Parameters.NetworkRange),
            EnableDnsSupport = true,
            EnableDnsHostnames = true,
            Tags = Named("network"),
        });
        Log(template, network);

        var subnets = Zones.Select(zone => Subnet(template, network, ApplicationSubnet, zone, zone - 1)).ToArray();
        var isolated = Zones.Select(zone => Subnet(template, network, DataSubnet, zone, zone + 3)).ToArray();
        var routes = RouteTable(template, network, "ApplicationRoutes", subnets);
        var nowhere = RouteTable(template, network, "DataRoutes", isolated);
        AddNat(template, network, routes);

        var services = Group(template, network, ServicesGroup, "The functions", []);
        var graph = Group(template, network, GraphGroup, "The graph: open to the functions alone",
            [new { IpProtocol = "tcp", FromPort = GraphPort, ToPort = GraphPort, SourceSecurityGroupId = services.Att("GroupId"), Description = "Functions" }]);
        var endpoints = Group(template, network, "EndpointsGroup", "Services of AWS within the network",
            [new { IpProtocol = "tcp", FromPort = Https, ToPort = Https, SourceSecurityGroupId = services.Att("GroupId"), Description = "Functions" }]);
        Outgoing(template, services, "ServicesToGraph", "The graph", new { IpProtocol = "tcp", FromPort = GraphPort, ToPort = GraphPort, DestinationSecurityGroupId = graph.Att("GroupId") });
        // Routes say what can be reached: endpoints, and what lies beyond the NAT where there is one.
        Outgoing(template, services, "ServicesToHttps", "Endpoints, and what is outside where there is NAT", new { IpProtocol = "tcp", FromPort = Https, ToPort = Https, CidrIp = "0.0.0.0/0" });

        AddEndpoints(template, network, subnets, endpoints, [routes, nowhere]);
        foreach (var subnet in subnets.Concat(isolated)) template.Export(subnet.Id, subnet.Ref, "A subnet");
        template.Export(ServicesGroup, services.Att("GroupId"), "The functions' security group");
        template.Export(GraphGroup, graph.Att("GroupId"), "The graph's security group");
        return template;
    }

    static Resource Subnet(Template template, Resource network, string name, int zone, int range, Condition? condition = null) =>
        template.Add(new Resource($"{name}{zone}", "AWS::EC2::Subnet", new
        {
            VpcId = network.Ref,
            AvailabilityZone = Select(zone - 1, new Intrinsic("Fn::GetAZs", "")),
            CidrBlock = Select(range, new Intrinsic("Fn::Cidr", new object[] { Ref(Parameters.NetworkRange), 8, 12 })),
            MapPublicIpOnLaunch = false,
            Tags = Named($"{name}{zone}"),
        })
        { Condition = condition });

    static Resource RouteTable(Template template, Resource network, string name, Resource[] subnets, Condition? condition = null)
    {
        var table = template.Add(new Resource(name, "AWS::EC2::RouteTable", new { VpcId = network.Ref, Tags = Named(name) }) { Condition = condition });
        foreach (var subnet in subnets)
            template.Add(new Resource($"{subnet.Id}Routes", "AWS::EC2::SubnetRouteTableAssociation", new { SubnetId = subnet.Ref, RouteTableId = table.Ref }) { Condition = condition });
        return table;
    }

    static void AddNat(Template template, Resource network, Resource routes)
    {
        var (nat, everywhere) = (Conditions.HasNat, "0.0.0.0/0");
        var gateway = template.Add(new Resource("InternetGateway", "AWS::EC2::InternetGateway", new { Tags = Named("internet") }) { Condition = nat });
        var attachment = template.Add(new Resource("InternetAttachment", "AWS::EC2::VPCGatewayAttachment", new { VpcId = network.Ref, InternetGatewayId = gateway.Ref }) { Condition = nat });
        var outside = Subnet(template, network, "PublicSubnet", 1, 7, nat);
        var table = RouteTable(template, network, "PublicRoutes", [outside], nat);
        template.Add(new Resource("PublicRoute", "AWS::EC2::Route", new { RouteTableId = table.Ref, DestinationCidrBlock = everywhere, GatewayId = gateway.Ref })
        {
            Condition = nat,
            DependsOn = [attachment.Id],
        });
        var address = template.Add(new Resource("NatAddress", "AWS::EC2::EIP", new { Domain = "vpc" }) { Condition = nat, DependsOn = [attachment.Id] });
        var translator = template.Add(new Resource("NatGateway", "AWS::EC2::NatGateway", new { AllocationId = address.Att("AllocationId"), SubnetId = outside.Ref, Tags = Named("nat") }) { Condition = nat });
        template.Add(new Resource("NatRoute", "AWS::EC2::Route", new { RouteTableId = routes.Ref, DestinationCidrBlock = everywhere, NatGatewayId = translator.Ref }) { Condition = nat });
    }

    static Resource Group(Template template, Resource network, string id, string description, object[] incoming) => template.Add(id, "AWS::EC2::SecurityGroup", new
    {
        GroupDescription = description,
        VpcId = network.Ref,
        SecurityGroupIngress = incoming,
        // Without a rule of one's own AWS adds one that lets all out.
        SecurityGroupEgress = new object[] { new { IpProtocol = "icmp", FromPort = 252, ToPort = 86, CidrIp = "255.255.255.255/32", Description = "Nothing goes out but by rules beside this" } },
        Tags = Named(id),
    });

    static void Outgoing(Template template, Resource group, string id, string description, object rule)
    {
        var properties = new Map { ["GroupId"] = group.Att("GroupId"), ["Description"] = description };
        foreach (var property in rule.GetType().GetProperties()) properties[property.Name] = property.GetValue(rule);
        template.Add(id, "AWS::EC2::SecurityGroupEgress", properties);
    }

    static void AddEndpoints(Template template, Resource network, Resource[] subnets, Resource group, Resource[] routes)
    {
        foreach (var service in ByGateway)
            template.Add($"{Identifier.Of(service)}Endpoint", "AWS::EC2::VPCEndpoint", new
            {
                VpcId = network.Ref,
                ServiceName = Sub("com.amazonaws.${AWS::Region}." + service),
                VpcEndpointType = "Gateway",
                RouteTableIds = routes.Select(table => table.Ref),
            });
        foreach (var service in ByInterface)
            template.Add($"{Identifier.Of(service)}Endpoint", "AWS::EC2::VPCEndpoint", new
            {
                VpcId = network.Ref,
                ServiceName = Sub("com.amazonaws.${AWS::Region}." + service),
                VpcEndpointType = "Interface",
                PrivateDnsEnabled = true,
                SubnetIds = subnets.Select(subnet => subnet.Ref),
                SecurityGroupIds = new object[] { group.Att("GroupId") },
            });
    }

    static void Log(Template template, Resource network)
    {
        var log = template.Add(new Resource("FlowLog", "AWS::Logs::LogGroup", new
        {
            LogGroupName = Sub("/loyalty/${Environment}/network"),
            RetentionInDays = Ref(Parameters.LogRetentionDays),
        })
        {
            Exempt = [new("CKV_AWS_158", "Addresses and ports only; the key of the data is made after the network. CloudWatch encrypts it with its own.")],
        });
        var role = template.Add(Policy.Role("FlowLogRole", "vpc-flow-logs.amazonaws.com", "log",
            Policy.Allow(["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"], log.Arn)));
        template.Add("FlowLogs", "AWS::EC2::FlowLog", new
        {
            ResourceType = "VPC",
            ResourceId = network.Ref,
            TrafficType = "REJECT",
            LogGroupName = log.Ref,
            DeliverLogsPermissionArn = role.Arn,
        });
    }

    static object[] Named(string name) => [new { Key = "Name", Value = Sub("loyalty-${Environment}-" + name) }];
}
