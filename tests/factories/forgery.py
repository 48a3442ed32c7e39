"""The token against forged requests, as a browser that has loaded a form would send it."""

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

_RAW = "0123456789abcdef0123456789abcdef01234567"


def csrf_token(app: Flask, client: FlaskClient) -> str:
    """Put a token into the client's cookie and return what its forms must carry as `csrf_token`."""
    with client.session_transaction() as cookie:
        raw = cookie.setdefault("csrf_token", _RAW)
    return str(URLSafeTimedSerializer(app.secret_key or "", salt="wtf-csrf-token").dumps(raw))
