namespace Telemetry.Contracts.Http;

/// <summary>A field of a request that is at fault.</summary>
/// <param name="Field">Its path, for example <c>messages[0].frames[3].latitudeDeg</c>; <c>body</c> for the body as a whole, a
/// parameter's name for a parameter.</param>
/// <param name="Detail">What is wrong with it, in words.</param>
public sealed record FieldError(string Field, string Detail);
