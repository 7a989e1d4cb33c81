namespace SkillMix.Dashboard;

/// <summary>Headers that keep hostile text from doing anything and other sites from reading this one.</summary>
public sealed class SecurityHeaders(DashboardOptions options)
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "connect-src 'self' ws: wss:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'";

    private readonly ListenAddress _address = ListenAddress.Parse(options.Url);

    /// <summary>Adds them to every answer; turns away a request that names a host which is not ours.</summary>
    public Task AddAsync(HttpContext context, RequestDelegate next)
    {
        if (!_address.Answers(context.Request.Host.Host, options.UsesAccounts))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return context.Response.WriteAsync(
                _address.IsLoopback
                    ? "SkillMix answers on this machine's own address only (127.0.0.1 or localhost)."
                    : $"SkillMix answers as {_address.Host} only; 'skillmix serve --url' says as what."
            );
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        return next(context);
    }
}
