"""A small but real OpenID Connect provider on loopback: discovery, authorize, token with PKCE, keys, userinfo.

It is a party of its own: it speaks HTTP only, signs with its own RSA key, and checks client, redirect address, code and
verifier as RFC 6749, RFC 7636 and OpenID Connect Core ask. Whoever opens the authorize page is the ``person`` set here.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET, KEY_ID = "jianfu", "client-secret", "key-1"


def _single(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


class Provider:
    """The provider: who is signed in there, and the codes and tokens it gave."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {}
        self.redirect_uri = "http://testserver/sign-in/oidc/oidc/login/callback/"
        self._codes: dict[str, dict[str, str]] = {}
        self._tokens: dict[str, dict[str, Any]] = {}
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def discovery(self) -> dict[str, Any]:
        """Return what the provider says of itself."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict[str, Any]:
        """Return the public key, as JWKS."""
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self._key.public_key()))
        return {"keys": [{**public, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]}

    def authorize(self, asked: dict[str, str]) -> str | None:
        """Return the address the browser is sent back to with a code; None where the request is not valid."""
        known = asked.get("client_id") == CLIENT and asked.get("redirect_uri") == self.redirect_uri
        if not known or asked.get("response_type") != "code" or "openid" not in asked.get("scope", "").split():
            return None
        if asked.get("code_challenge_method") != "S256" or not asked.get("code_challenge"):
            return None
        if not self.person:
            return f"{self.redirect_uri}?{urlencode({'error': 'access_denied', 'state': asked['state']})}"
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        return f"{self.redirect_uri}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, asked: dict[str, str]) -> dict[str, Any] | None:
        """Return the tokens for a code, once; None where client, code, address or verifier do not match."""
        began = self._codes.pop(asked.get("code", ""), None)
        client = (asked.get("client_id"), asked.get("client_secret")) == (CLIENT, SECRET)
        if began is None or not client or asked.get("redirect_uri") != began["redirect_uri"]:
            return None
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != began["code_challenge"]:
            return None
        access = secrets.token_urlsafe(16)
        self._tokens[access] = self.person
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": self.person["sub"], "iat": now, "exp": now + 300}
        signed = jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": KEY_ID})
        return {"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": signed}

    def userinfo(self, bearer: str) -> dict[str, Any] | None:
        """Return the claims of the person an access token is for."""
        return self._tokens.get(bearer.removeprefix("Bearer "))

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        return type("Handler", (_Handler,), {"provider": self})


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if asked.path == "/authorize":
            self._redirect(self.provider.authorize(_single(asked.query)))
        elif asked.path == "/userinfo":
            self._json(self.provider.userinfo(self.headers.get("Authorization", "")), 401)
        else:
            said = {"/.well-known/openid-configuration": self.provider.discovery, "/keys": self.provider.keys}
            self._json(said[asked.path]() if asked.path in said else None, 404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._json(self.provider.token(_single(body)) if self.path == "/token" else None, 400)

    def _json(self, said: dict[str, Any] | None, otherwise: int) -> None:
        content = json.dumps(said if said is not None else {"error": "invalid_request"}).encode()
        self.send_response(200 if said is not None else otherwise)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _redirect(self, address: str | None) -> None:
        self.send_response(302 if address else 400)
        if address:
            self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing on the terminal."""
