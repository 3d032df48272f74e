using Amazon.S3;
using Amazon.SQS;
using Loyalty.Storage.Aws;
using Loyalty.Storage.Local;
using Loyalty.Storage.Tests.Aws;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Loyalty.Storage.Tests;

public sealed class StorageBackendTests
{
    [Fact]
    public void Without_a_word_the_stores_are_in_the_data_folder()
    {
        using var data = new TemporaryFolder();
        using var host = Host(data.Path);
        Assert.IsType<FolderDocumentStore>(host.GetRequiredService<IDocumentStore>());
        Assert.IsType<SqliteWorkQueue>(host.GetRequiredService<IWorkQueue>());
        Assert.IsType<SqliteProfileStore>(host.GetRequiredService<IProfileStore>());
    }

    [Fact]
    public void On_AWS_the_clients_go_where_the_configuration_says()
    {
        AwsHost.HaveCredentials();
        using var data = new TemporaryFolder();
        using var host = Host(
            data.Path, ("Loyalty:Backend", "aws"), ("AWS_REGION", "eu-central-1"), ("AWS_ENDPOINT_URL", "http://127.0.0.1:4566"),
            ("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:4567"));
        var s3 = host.GetRequiredService<IAmazonS3>();
        Assert.Equal("http://127.0.0.1:4566/", s3.Config.ServiceURL);
        Assert.Equal("eu-central-1", s3.Config.AuthenticationRegion);
        Assert.True(((AmazonS3Config)s3.Config).ForcePathStyle);
        Assert.Equal("http://127.0.0.1:4567/", host.GetRequiredService<IAmazonSQS>().Config.ServiceURL);

        using var aws = Host(data.Path, ("Loyalty:Backend", "aws"), ("AWS_REGION", "eu-central-1"));
        var real = aws.GetRequiredService<IAmazonS3>();
        Assert.Null(real.Config.ServiceURL);
        Assert.Equal("eu-central-1", real.Config.RegionEndpoint.SystemName);
        Assert.False(((AmazonS3Config)real.Config).ForcePathStyle);
    }

    [Theory]
    [InlineData("Loyalty:Bucket", "UPPER")]
    [InlineData("Loyalty:Bucket", "")]
    [InlineData("Loyalty:QueuePrefix", "under_score")]
    [InlineData("Loyalty:Table", "a b")]
    public void A_name_that_AWS_does_not_take_is_refused(string setting, string value)
    {
        using var host = Host("unused", ("Loyalty:Backend", "aws"), (setting, value));
        Assert.Throws<OptionsValidationException>(() => host.GetRequiredService<IOptions<AwsStorageOptions>>().Value);
    }

    [Fact]
    public void Stores_that_there_are_not_are_refused() =>
        Assert.Throws<InvalidOperationException>(() => Host("unused", ("Loyalty:Backend", "azure")));

    static ServiceProvider Host(string data, params (string Key, string Value)[] settings) => new ServiceCollection()
        .AddStorage(
            new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build(), data)
        .BuildServiceProvider();
}
