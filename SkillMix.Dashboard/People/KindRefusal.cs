using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Components.Endpoints;

namespace SkillMix.Dashboard.People;

/// <summary>A page that somebody may not open is answered all the same: <c>Routes</c> puts kind words in its place.</summary>
public sealed class KindRefusal : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    public Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        if (!authorizeResult.Forbidden)
        {
            return _usual.HandleAsync(next, context, policy, authorizeResult);
        }

        var endpoint = context.GetEndpoint();
        if (endpoint is null)
        {
            return next(context); // there is nothing here to keep from anybody, and that is what they are told
        }

        if (endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
        {
            return _usual.HandleAsync(next, context, policy, authorizeResult);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return next(context);
    }
}
