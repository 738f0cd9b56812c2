"""How does a test use Tasklist? As a member of a group does: in a browser, by looking and clicking."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Locator, Page, StorageState

from console.rehearsal import Stage
from tests.until import until

PATIENCE = 20_000  # milliseconds
LATIN = re.compile(r"[A-Za-z]+(?:-[a-z]+)*")
CODE = re.compile("`.*?`")
# Text, choices and entry hints that a person can see now; not what a script or a style sheet says.
SEEN = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), seen = [];
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    if (!parentElement.closest('script, style') && parentElement.checkVisibility()) seen.push(data);
  }
  for (const one of document.querySelectorAll('select')) {
    if (!one.checkVisibility()) continue;
    seen.push(one.textContent);
    one.querySelectorAll('optgroup').forEach((group) => seen.push(group.label));
  }
  const hinted = document.querySelectorAll('[placeholder], [title]');
  for (const one of hinted) {
    if (!one.checkVisibility()) continue;
    seen.push(one.title);
    if (!one.matches(':placeholder-shown')) continue;
    if (getComputedStyle(one, '::placeholder').color !== 'rgba(0, 0, 0, 0)') seen.push(one.placeholder ?? '');
  }
  return seen.join('\\n');
}"""


@dataclass(frozen=True)
class WebApp:
    """A web app of the engine, in a browser."""

    page: Page
    user: str

    def log_in(self, password: str) -> None:
        """As the user, by the login page; again while another test's wrong password locks the account."""
        assert until(lambda: self._is_let_in(password))
        self.page.locator(".account").wait_for()

    def _is_let_in(self, password: str) -> bool:
        self.page.fill("input[type=text]", self.user)
        self.page.fill("input[type=password]", password)
        with self.page.expect_response("**/login/*") as answer:
            self.page.click("button[type=submit]")
        return answer.value.ok

    def see(self, text: str) -> Locator:
        """Waits until a person sees it."""
        found = self.page.locator(f"text={text} >> visible=true").first
        found.wait_for()
        return found

    def open_task(self, name: str) -> None:
        """Opens the newest task of that name."""
        self.page.locator("li.task", has_text=name).first.click()
        self.page.locator("h2.task", has_text=name).wait_for()

    def claim(self) -> None:
        """Takes the open task, if nobody has it."""
        self.page.locator(".actors .assignee").wait_for()
        if self.page.locator(".claim").count():
            self.page.click(".claim")
        self.page.locator(".assignee .glyphicon-remove").wait_for()

    def begin_list(self) -> None:
        """Opens the dialog for a new list, once the lists stand: their coming closes what is open."""
        self.page.locator(".task-filter.active .counter").wait_for()
        self.page.locator(".task-filters header button", has_text="فهرست تازه").click()
        self.page.locator("input[name=filterName]").wait_for()

    def close(self) -> None:
        """Closes a dialog."""
        self.page.locator(".modal-footer .btn-link", has_text="بستن").click()
        self.page.locator(".modal").wait_for(state="detached")

    def english(self) -> set[str]:
        """The Latin words that can be seen once the page stands, save code and the user's name."""
        self.page.wait_for_function("!document.body.innerText.includes('{{')")
        return set(LATIN.findall(CODE.sub("", self.page.evaluate(SEEN)))) - {self.user, self.user.title()}


@dataclass(frozen=True)
class Door:
    """Opens the web apps of a stage; each account logs in once and stays so."""

    browser: Browser
    stage: Stage
    sessions: dict[str, StorageState] = field(default_factory=dict)

    def open(self, user: str, app: str = "tasklist", zone: str = "UTC") -> WebApp:
        """The web app after the login, in a browser that stands in that zone and speaks English."""
        opened = self._open(user, app, zone, self.sessions.get(user))
        if user not in self.sessions:
            opened.log_in(password_of(self.stage, user))
            self.sessions[user] = opened.page.context.storage_state()
        return opened

    def open_login(self) -> WebApp:
        """Tasklist before anybody has logged in."""
        return self._open("", "tasklist", "UTC", None)

    def _open(self, user: str, app: str, zone: str, session: StorageState | None) -> WebApp:
        context = self.browser.new_context(
            viewport={"width": 1280, "height": 900},
            timezone_id=zone,
            locale="en-US",
            reduced_motion="reduce",
            storage_state=session,
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        engine = self.stage.settings.engine_url.removesuffix("/engine-rest")
        page.goto(f"{engine}/camunda/app/{app}/default/")
        return WebApp(page, user)

    def close(self) -> None:
        """Closes what was opened."""
        for context in self.browser.contexts:
            context.close()


def password_of(stage: Stage, user: str) -> str:
    """The password that was drawn for an account."""
    staff = stage.secrets.staff
    return staff[user].get_secret_value() if user in staff else stage.secrets.admin_password
