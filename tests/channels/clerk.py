"""How does a member of the staff work in a test? With a browser without JavaScript, form by form."""

import re
from dataclasses import dataclass
from html import unescape

import requests

from tests.channels.caller import PATIENCE, Outside

A_FILE = ("document.pdf", b"%PDF-1.7 example", "application/pdf")


@dataclass
class Clerk:
    """One member at one browser; forms are sent with the token that their page carried."""

    url: str
    browser: requests.Session

    @classmethod
    def of(cls, outside: Outside, *groups: str) -> "Clerk":
        return cls(outside.url, outside.browser(*groups))

    def get(self, path: str) -> requests.Response:
        return self.browser.get(f"{self.url}{path}", timeout=PATIENCE, allow_redirects=False)

    def send(
        self, path: str, entries: dict[str, str], file: tuple[str, bytes, str] | None = None
    ) -> requests.Response:
        """Opens the form, fills it in, sends it."""
        return self.send_again(path, entries | {"token": self.token(path)}, file)

    def send_again(
        self, path: str, entries: dict[str, str], file: tuple[str, bytes, str] | None = None
    ) -> requests.Response:
        """Sends entries without opening the form first."""
        return self.browser.post(
            f"{self.url}{path}",
            data=entries,
            files={"file": file} if file else None,
            timeout=PATIENCE,
            allow_redirects=False,
        )

    def token(self, path: str) -> str:
        return str(re.findall(r'name="token" value="(.*?)"', self.get(path).text)[0])


def faults(page: str) -> dict[str, str]:
    """The faults that a page shows beside its fields."""
    found = re.findall(r'id="([^"]+)-fault"><b>خطا:</b> (.*?)</span>', page)
    return {name: unescape(fault) for name, fault in found}
