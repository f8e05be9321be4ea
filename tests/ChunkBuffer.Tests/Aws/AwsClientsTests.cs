using Telemetry.Aws;

namespace Telemetry.ChunkBuffer.Tests.Aws;

public sealed class AwsClientsTests
{
    [Fact]
    public void Create_StandardEnvironment_IsHonoured()
    {
        // The environment belongs to the process; nothing else in this assembly reads these names.
        var names = new Dictionary<string, string>
        {
            ["AWS_REGION"] = "eu-west-3",
            ["AWS_ACCESS_KEY_ID"] = "id",
            ["AWS_SECRET_ACCESS_KEY"] = "secret",
            ["AWS_ENDPOINT_URL_S3"] = "http://127.0.0.1:9001",
            ["AWS_ENDPOINT_URL_SQS"] = "http://127.0.0.1:9002",
            ["AWS_ENDPOINT_URL_DYNAMODB"] = "http://127.0.0.1:9003",
        };
        var before = names.Keys.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        foreach (var (name, value) in names)
            Environment.SetEnvironmentVariable(name, value);
        try
        {
            var clients = AwsClients.FromEnvironment();
            using var s3 = clients.CreateS3();
            using var sqs = clients.CreateSqs();
            using var dynamoDb = clients.CreateDynamoDb();
            Assert.Equal("http://127.0.0.1:9001/", s3.Config.ServiceURL);
            Assert.True(((Amazon.S3.AmazonS3Config)s3.Config).ForcePathStyle);
            Assert.Equal("http://127.0.0.1:9002/", sqs.Config.ServiceURL);
            Assert.Equal("http://127.0.0.1:9003/", dynamoDb.Config.ServiceURL);
            Assert.All([s3.Config, sqs.Config, dynamoDb.Config], c => Assert.Equal("eu-west-3", c.AuthenticationRegion));
        }
        finally
        {
            foreach (var (name, value) in before)
                Environment.SetEnvironmentVariable(name, value);
        }
    }

    [Fact]
    public void Create_RegionOnly_ServicesAreAmazons()
    {
        using var sqs = new AwsClients(new AwsSettings { Region = "eu-west-3", AccessKeyId = "a", SecretAccessKey = "b" })
            .CreateSqs();
        var endpoint = sqs.Config.DetermineServiceOperationEndpoint(new(new Amazon.S3.Model.GetObjectRequest()));
        Assert.Equal("https://sqs.eu-west-3.amazonaws.com", endpoint.URL);
    }
}
