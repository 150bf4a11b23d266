"""Public Open311 clients against a running demonstration (XIUHUA_URL), as their users call them."""

import json
import os
import re
import unittest
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

from civicbot.http import HttpError, HttpTransport, RateLimiter
from civicbot.open311 import Open311Client, ValidationError
from civicbot.registry import Endpoint
from georeport import GeoReport

URL = os.environ["XIUHUA_URL"]
ROOT = f"{URL}/open311/v2"
PLACE = {"lat": 30.012, "lng": 150.0042}


def api_key():
    """A token of a unit, made as the security administrator makes it."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def page(path, form=None):
        data = urllib.parse.urlencode(form).encode() if form else None
        request = urllib.request.Request(URL + path, data=data, headers={"Accept": "text/html"})
        return opener.open(request).read().decode()

    def csrf(text):
        return re.search(r'name="csrf" value="([^"]+)"', text).group(1)

    page("/sign-in/demo", {"csrf": csrf(page("/sign-in")), "login": "sec1"})
    session = json.loads(page("/api/v1/session"))
    request = urllib.request.Request(
        URL + "/api/v1/tokens",
        data=json.dumps({"unit": "east", "name": "Open311"}).encode(),
        headers={"Content-Type": "application/json", "X-CSRF-Token": session["csrf"]},
    )
    return json.loads(opener.open(request).read())["secret"]


class Clients(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.key = api_key()
        endpoint = Endpoint(id="here", name="here", base_url=ROOT, write=True)
        transport = HttpTransport(rate_limiter=RateLimiter(min_interval=0))
        cls.civic = Open311Client(endpoint, transport, jurisdiction_id="lanting.example")
        # Two of a kind, since XML readers make no list of one.
        cls.filed = [cls.send("tree-leaning", attributes={"risk": "leaning"}) for _ in range(2)]

    @classmethod
    def send(cls, service, **more):
        made = cls.civic.create_request(
            service, dry_run=False, confirm="SEND", api_key=cls.key, validate_remote=True,
            description="树歪了（示例）", phone="13900001234", first_name="虚构", **PLACE, **more)
        return made.response[0]

    def test_civicbot_files_by_number_and_by_token(self):
        number = self.filed[0]["service_request_id"]
        self.assertEqual(self.civic.get_request(number)["status"], "open")
        token = self.send("tree-other")["token"]
        self.assertTrue(self.civic.get_token(token)[0]["service_request_id"])

    def test_civicbot_lists_with_every_filter(self):
        numbers = [one["service_request_id"] for one in self.filed]
        found = self.civic.list_requests(service_request_ids=numbers)
        self.assertEqual({one["service_request_id"] for one in found}, set(numbers))
        self.assertEqual(len(self.civic.list_requests(service_code="tree-leaning", status="open", page_size=1)), 1)
        self.assertEqual(self.civic.list_requests(end_date="2020-01-01T00:00:00Z"), [])

    def test_civicbot_reads_definitions_and_is_told_errors(self):
        definition = self.civic.get_service_definition("tree-leaning")
        self.assertIn("risk", [one["code"] for one in definition["attributes"]])
        with self.assertRaises(ValidationError):
            self.civic.create_request("tree-leaning", validate_remote=True, attributes={"risk": "x"}, **PLACE)
        with self.assertRaises(HttpError) as told:
            self.civic.create_request("tree-leaning", dry_run=False, confirm="SEND", api_key="wrong", **PLACE)
        self.assertEqual(told.exception.status, 403)
        self.assertEqual(json.loads(told.exception.body)[0]["code"], 403)

    def test_georeport_reads_both_formats(self):
        number = self.filed[0]["service_request_id"]
        for form in ("json", "xml"):
            with self.subTest(form):
                city = GeoReport(ROOT, jurisdiction="lanting.example", output_format=form)
                codes = [one["service_code"] for one in city.get_service_list()]
                self.assertEqual(codes, ["tree-fallen", "tree-leaning", "tree-branch", "tree-other"])
                self.assertEqual(city.get_service_definition("tree-leaning")["service_code"], "tree-leaning")
                rows = city.get_service_requests(service_code="tree-leaning", status="open")
                self.assertIn(number, [one["service_request_id"] for one in rows])
                one = city.get_service_request(number)
                self.assertEqual(one["service_request_id"], number)
                self.assertEqual(float(one["lat"]), PLACE["lat"])
                self.assertNotIn("1390000", json.dumps(rows, ensure_ascii=False))

    def test_discovery_has_bare_media_types(self):
        for form, kind in (("xml", "text/xml"), ("json", "application/json")):
            with urllib.request.urlopen(f"{URL}/open311/discovery.{form}") as answer:
                self.assertEqual(answer.headers["Content-Type"], kind)


if __name__ == "__main__":
    unittest.main()
