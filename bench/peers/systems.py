"""The two systems: how each is asked for the same thing."""

import base64
import json
import re
import urllib.parse

import load
import tickets


def _request(method, path, headers, body=b""):
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    if method == "POST":
        head += f"Content-Length: {len(body)}\r\n"
    return head.encode() + b"\r\n" + body


class System:
    """One system at an address. `keep`: whether its connections stay open."""

    keep = True

    def __init__(self, port):
        self.at = ("127.0.0.1", port)

    def ask(self, request, expected=200):
        """One request on a connection of its own; head and body of the answer."""
        client = load._Client(self.at, False)
        client.send(request.replace(b"\r\n", b"\r\nConnection: close\r\n", 1))
        while not client.more():
            pass
        client.over()
        if client.status() != expected:
            raise RuntimeError(f"{request.splitlines()[0]!r}: {client.status()} {client.body()[:400]!r}")
        return client.read.split(b"\r\n\r\n", 1)[0].decode(), _body(client)

    def load(self, clients, requests, expected=200, seconds=None):
        return load.run(self.at, self.keep, clients, requests, expected, seconds)


def _body(client):
    head, body = client.read.split(b"\r\n\r\n", 1)
    if b"chunked" not in head.lower():
        return bytes(body)
    whole, at = b"", 0
    while True:
        end = body.index(b"\r\n", at)
        size = int(body[at:end], 16)
        if size == 0:
            return whole
        whole += body[end + 2:end + 2 + size]
        at = end + 4 + size


class RequestTracker(System):
    name = "Request Tracker"
    # A process of Starman serves one connection; kept open, four would shut all others out.
    keep = False

    def enter(self):
        basic = base64.b64encode(b"root:password").decode()
        self.api = {"Authorization": f"Basic {basic}", "Connection": "close"}
        form = urllib.parse.urlencode({"user": "root", "pass": "password"}).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        head, _ = self.ask(_request("POST", "/", kind, form))
        self.page = {"Cookie": re.search(r"(?i)set-cookie: (RT_SID[^;]+)", head)[1], "Connection": "close"}

    def create(self, n):
        body = {"Queue": "General", "Subject": tickets.title(n), "Content": tickets.body(n), "ContentType": "text/plain"}
        headers = self.api | {"Content-Type": "application/json"}
        return _request("POST", "/REST/2.0/ticket", headers, json.dumps(body).encode())

    def _query(self, path, query, **more):
        return path + "?" + urllib.parse.urlencode({**query, **more})

    def list_page(self):
        query = {"Query": "Status = '__Active__'", "Rows": 50, "OrderBy": "id", "Order": "DESC"}
        return _request("GET", self._query("/Search/Results.html", query), self.page)

    def list_api(self):
        query = {"query": "Status = '__Active__'", "per_page": 50, "orderby": "id", "order": "DESC"}
        query["fields"] = "Subject,Status,Created,Owner,Queue"
        return _request("GET", self._query("/REST/2.0/tickets", query), self.api)

    def dashboard(self):
        return _request("GET", "/", self.page)

    def search_page(self, word):
        query = {"Query": f"Content LIKE '{word}'", "Rows": 50, "OrderBy": "id", "Order": "DESC"}
        return _request("GET", self._query("/Search/Results.html", query), self.page)

    def found(self, word):
        """The titles of all that it finds."""
        titles, page = set(), 1
        while True:
            query = {"query": f"Content LIKE '{word}'", "per_page": 100, "page": page, "fields": "Subject"}
            _, body = self.ask(_request("GET", self._query("/REST/2.0/tickets", query), self.api))
            answer = json.loads(body)
            titles |= {item["Subject"] for item in answer["items"]}
            if page >= answer.get("pages", 1) or not answer["items"]:
                return titles
            page += 1


class Xiuhua(System):
    name = "Xiuhua"
    # Units that programs file for.
    UNITS = ["zhujian", "chengguan"]

    def _session(self, login):
        head, page = self.ask(_request("GET", "/sign-in", {}))
        csrf = re.search(rb'name="csrf" value="([^"]+)"', page)[1].decode()
        cookie = "; ".join(re.findall(r"(?i)set-cookie: ([^;\r]+)", head))
        form = urllib.parse.urlencode({"csrf": csrf, "login": login}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
        head, _ = self.ask(_request("POST", "/sign-in/demo", headers, form), 303)
        return re.search(r"(?i)set-cookie: (xh_session=[^;]+)", head)[1]

    def enter(self):
        self.page = {"Cookie": self._session("paiqian")}
        self.office = {"Cookie": self._session("duban")}
        security = {"Cookie": self._session("secadmin")}
        _, body = self.ask(_request("GET", "/api/v1/session", security))
        headers = security | {"X-CSRF-Token": json.loads(body)["csrf"], "Content-Type": "application/json"}
        self.tokens = []
        for unit in self.UNITS:
            new = json.dumps({"unit": unit, "name": "bench"}).encode()
            _, body = self.ask(_request("POST", "/api/v1/tokens", headers, new), 201)
            self.tokens.append(json.loads(body)["secret"])

    def create(self, n):
        body = {
            "case_type": "appeal", "channel": "desk", "title": tickets.title(n),
            "fields": {"description": tickets.body(n), "appeal_kind": "help"},
            "place": {
                "lon": 113.24 + n * 137 % 50_000 / 1e6, "lat": 23.11 + n * 149 % 50_000 / 1e6,
                "address": f"示例路{n * 13 % 400 + 1}号", "how": "map",
            },
        }
        token = self.tokens[n % len(self.tokens)]
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        return _request("POST", "/api/v1/cases", headers, json.dumps(body).encode())

    def list_page(self):
        return _request("GET", "/cases?open=1", self.page)

    def list_api(self):
        return _request("GET", "/api/v1/cases?open=1&limit=50", self.page)

    def dashboard(self):
        return _request("GET", "/", self.office)

    def search_page(self, word):
        return _request("GET", "/search?q=" + urllib.parse.quote(word), self.page)

    def found(self, word):
        """The titles of all that it finds; the sample's own cases are left aside."""
        titles, after = set(), ""
        while True:
            path = "/api/v1/search?q=" + urllib.parse.quote(word) + after
            _, body = self.ask(_request("GET", path, self.page))
            answer = json.loads(body)
            plain = (re.sub(r"[^0-9一-鿿]", "", str(hit["title"])) for hit in answer["hits"])
            titles |= {title for title in plain if title.startswith("对照件")}
            if not answer["next"]:
                return titles
            after = "&after=" + urllib.parse.quote(answer["next"])
