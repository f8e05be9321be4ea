using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Telemetry.HttpHosting.Problems;

namespace Telemetry.HttpHosting.Access;

/// <summary>Bearer tokens for endpoints.</summary>
public static class AccessRegistration
{
    /// <summary>
    /// Reads <see cref="AccessOptions"/> from the configuration's root. Calling it again changes nothing, so that hosts
    /// composed in one process may each ask for it.
    /// </summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(service => service.ServiceType == typeof(TokenDirectory)))
            return services;
        services.AddOptions<AccessOptions>().Bind(configuration).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>());
        services.AddSingleton<TokenDirectory>();
        return services;
    }

    /// <summary>
    /// Lets only callers with <paramref name="scopes"/> through: 401 without a known token, 403 where the token lacks a scope.
    /// The endpoint itself is wrapped, so that no order of middleware can leave it open.
    /// </summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, AccessScopes scopes)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint =>
        {
            var inner = endpoint.RequestDelegate
                ?? throw new InvalidOperationException($"{endpoint.DisplayName} has nothing to guard.");
            endpoint.RequestDelegate = context => GuardAsync(context, scopes, inner);
        });
        return builder;
    }

    /// <summary>Who makes this request.</summary>
    /// <exception cref="InvalidOperationException">The endpoint was mapped without <see cref="RequireScope"/>.</exception>
    public static Caller GetCaller(this HttpContext context) => context.Features.Get<Caller>()
        ?? throw new InvalidOperationException("The endpoint requires no scope, so its caller is unknown.");

    private static Task GuardAsync(HttpContext context, AccessScopes scopes, RequestDelegate inner)
    {
        var directory = context.RequestServices.GetRequiredService<TokenDirectory>();
        string? header = context.Request.Headers.Authorization;
        Caller? caller = null;
        if (header is null)
            caller = directory.AnonymousReads && scopes == AccessScopes.Read ? Caller.Anonymous : null;
        else if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            caller = directory.Find(header.AsSpan("Bearer ".Length).Trim());

        if (caller is null)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Problem.Unauthorized.ExecuteAsync(context);
        }

        if (!caller.Has(scopes))
            return Problem.Forbidden($"The token lacks the scope {ScopeWords(scopes)}.").ExecuteAsync(context);
        context.Features.Set(caller);
        return inner(context);
    }

    private static string ScopeWords(AccessScopes scopes) => scopes.ToString().ToLowerInvariant();
}
