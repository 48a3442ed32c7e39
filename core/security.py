"""Headers on every answer, host names that are answered, and what a browser may keep."""

from flask import Flask, Response, current_app, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
    )
)
YEAR = 365 * 24 * 3600
LARGEST_BODY = 20 * 1024 * 1024

csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    """Cookies, body limits, CSRF on every form and the headers of every answer."""
    settings = app.extensions["settings"]
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        MAX_FORM_PARTS=2000,
        SESSION_COOKIE_NAME="__Host-dauden" if settings.https else "dauden",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a slow reader must not lose what was typed
        WTF_CSRF_SSL_STRICT=settings.https,
        TRUSTED_HOSTS=settings.trusted_hosts,
    )
    csrf.init_app(app)
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)  # type: ignore[method-assign]
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
    if current_app.extensions["settings"].https:
        headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
    if request.endpoint == "static":
        _keep_static(response)
    else:
        headers.setdefault("Cache-Control", "no-store")
        response.vary.add("Cookie")
    return response


def _keep_static(response: Response) -> None:
    # A URL with ?v=<hash> names one content for ever; without it the browser asks again.
    cached = (
        f"public, max-age={YEAR}, immutable" if request.args.get("v") and response.status_code < 400 else "no-cache"
    )
    response.headers["Cache-Control"] = cached
