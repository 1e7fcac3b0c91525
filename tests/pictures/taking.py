"""Drives a browser over a served demo and keeps what it shows as small pictures."""

from io import BytesIO

from PIL import Image

from pyp_portal.serving.bootstrap import browser

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
DESK = {"width": 1280, "height": 760}
TELEPHONE = {"width": 390, "height": 760}
QUALITY = 62
READ = "form[action$='/notices/read/'] button"  # the bar about a notice that is not read yet
PATIENCE = 8000  # milliseconds for a link or a mark to be there
FRAME = """(found) => {
  found.scrollIntoView({block: "nearest"});
  found.style.outline = "4px solid #b3261e";
  found.style.outlineOffset = "5px";
  found.style.borderRadius = "6px";
}"""
TO_THE_TOP = "(found) => window.scrollTo(0, found.getBoundingClientRect().top + scrollY - 24)"


class Photographer:
    """One browser, with a signed-in context for each role and kind of screen."""

    def __init__(self, playwright, address, accounts):
        self.browser = playwright.chromium.launch(executable_path=browser(), args=FLAGS)
        self.address, self.contexts = address, {}
        self.accounts = {one["role"]: one for one in reversed(accounts)}
        self.password = accounts[0]["password"]

    def context(self, role, is_phone):
        """The context of a role; whoever has none yet signs in."""
        key = role, is_phone
        if key not in self.contexts:
            size = TELEPHONE if is_phone else DESK
            self.contexts[key] = self.browser.new_context(
                viewport=size,
                is_mobile=is_phone,
                has_touch=is_phone,
                locale="th-TH",
                device_scale_factor=1.5 if is_phone else 1,
                reduced_motion="reduce",
            )
            self.contexts[key].set_default_timeout(PATIENCE)
            if role:
                self.sign_in(self.contexts[key].new_page(), self.address_of(role))
        return self.contexts[key]

    def address_of(self, role):
        return role if "@" in role else self.accounts[role]["email"]

    def sign_in(self, page, address):
        page.goto(f"{self.address}/accounts/login/")
        page.fill("[name=login]", address)
        page.fill("[name=password]", self.password)
        page.press("[name=password]", "Enter")
        page.wait_for_url(lambda address: "login" not in address)
        notice = page.locator(READ)
        if notice.count():
            notice.first.click()
            page.wait_for_load_state()
        page.close()

    def take(self, shot, folder):
        """Keep the picture of one shot; its size in bytes."""
        page = self.context(shot.role, shot.is_phone).new_page()
        try:
            self.find(page, shot)
            picture = page.screenshot()
        finally:
            page.close()
        path = folder / f"{shot.name}.webp"
        Image.open(BytesIO(picture)).convert("RGB").save(path, quality=QUALITY, method=6)
        return path.stat().st_size

    def find(self, page, shot):
        """Go where the picture is taken."""
        answer = page.goto(self.address + shot.path)
        if answer.status >= 400:
            raise LookupError(f"{shot.name}: {shot.path} answered {answer.status}")
        for link in shot.clicks:
            page.locator(link).first.click()
            page.wait_for_load_state()
        if not shot.is_phone:
            page.set_viewport_size({"width": DESK["width"], "height": shot.height})
        page.evaluate("document.fonts.ready")
        if shot.above:
            page.locator(shot.above).first.evaluate(TO_THE_TOP)
        if shot.mark:
            page.locator(shot.mark).first.evaluate(FRAME)

    def close(self):
        self.browser.close()
