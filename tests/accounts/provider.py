"""A small OpenID Connect service that is really there: discovery, keys, codes, signed tokens.

Started on a port of this machine. ``spoil`` changes what the next token says, as a service
that is broken, or somebody who has come between, would.
"""

import json
import threading
import time
import uuid
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET, PID = "portal", "known to both", "1234567890123"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Service:
    """What the service knows: its address, the codes it gave, and how it misbehaves."""

    def __init__(self, url):
        self.url = url
        self.codes = {}
        self.spoil = {}
        self.key = KEY
        self.asked = []

    def discovery(self):
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
        }

    def keys(self):
        public = json.loads(RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [public | {"kid": "one", "alg": "RS256", "use": "sig"}]}

    def authorize(self, asked):
        """The address to go back to, with a code for one exchange."""
        code = uuid.uuid4().hex
        self.codes[code] = asked
        self.asked.append(asked)
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent):
        """A signed token for a code that was given to this client and not used before."""
        asked = self.codes.pop(sent.get("code"), None)
        if asked is None or sent.get("client_secret") != SECRET or "code_verifier" not in sent:
            return None
        claims = {
            "iss": self.url,
            "aud": CLIENT,
            "sub": "somebody",
            "pid": PID,
            "given_name": "ใบเตย",
            "nonce": asked["nonce"],
            "exp": time.time() + 60,
            "jti": uuid.uuid4().hex,
        } | self.spoil
        signed = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "one"})
        return {"access_token": "any", "token_type": "Bearer", "id_token": signed}


@contextmanager
def running():
    """The service on a free port of this machine, until the end."""
    server = ThreadingHTTPServer(("localhost", 0), Handler)
    server.service = Service(f"http://localhost:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Handler(BaseHTTPRequestHandler):
    """Its addresses."""

    def do_GET(self):
        path, query = urlsplit(self.path)[2:4]
        service = self.server.service
        if path == "/authorize":
            asked = {name: values[0] for name, values in parse_qs(query).items()}
            return self.answer(302, location=service.authorize(asked))
        if path == "/keys":
            return self.answer(200, service.keys())
        return self.answer(200, service.discovery())

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        sent = {name: v[0] for name, v in parse_qs(self.rfile.read(length).decode()).items()}
        token = self.server.service.token(sent)
        return self.answer(200, token) if token else self.answer(400, {"error": "invalid_grant"})

    def answer(self, code, content=None, location=""):
        body = json.dumps(content).encode()
        self.send_response(code)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """A test says enough."""
