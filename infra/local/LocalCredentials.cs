namespace Telemetry.Local;

/// <summary>What clients of a local stack sign with. Its servers check no signature, so these guard nothing.</summary>
internal static class LocalCredentials
{
    public const string AccessKeyId = "local";
    public const string SecretAccessKey = "local-stack-only";
    public const string Region = "eu-central-1";
}
