"""Placing orders: found, typed, priced while one types, placed once."""

from __future__ import annotations

from harness.browser import Look
from harness.case import LOOKS
from harness.ordering import Customer
from harness.pages import PASSWORD

LINK = "https://example.com/video/1"


class OrderingTest(Customer):
    """What works with a script and without."""

    def test_an_order_from_the_list_of_services(self) -> None:
        self.come("minhanh")
        self.browser.follow(self.browser.find('main a[href="/order?service=1"]').click)
        self.assertIn("30 days refill", self.browser.text(".picked"))

        self.order_form().fill(link=LINK, quantity="1000").send()

        self.placed()
        self.assertEqual(self.balance(), "$97.50")

    def test_a_search_finds_without_marks(self) -> None:
        self.come("lan")
        self.open("/order?q=theo+doi")
        self.assertEqual(len(self.browser.all(".choices a")), 1)

    def test_platform_and_category_narrow_the_list(self) -> None:
        self.come("thao")
        form = self.form("/order").fill(platform="instagram")
        self.browser.follow(form.element.find_element("css selector", "details button").click)
        links = [link.get_attribute("href") for link in self.browser.all(".choices a")]
        self.assertEqual(links, [f"{self.panel.address}/order?service=4"])

    def test_what_is_refused_is_said_at_its_field_and_stays_typed(self) -> None:
        self.come("binh")
        self.open("/order?service=3")
        self.order_form().fill(link="no link", quantity="1000").send()
        self.assertEqual(self.browser.status(), 422)
        self.assertIn("Nothing was charged", self.browser.text('[role="alert"]'))
        self.assertTrue(self.browser.text("#link-error"))
        form = self.order_form()
        self.assertEqual(form.field("link").get_attribute("value"), "no link")
        form.fill(link=LINK).send()
        self.placed()

    def test_too_little_money_leads_to_the_funds(self) -> None:
        self.come("thu", money="1")
        self.open("/order?service=1&quantity=1000")
        self.assertIn("$1.50", self.browser.text("#price"))
        self.assertTrue(self.browser.find('#price a[href="/funds"]').is_displayed())

    def test_a_session_that_ends_loses_nothing(self) -> None:
        self.come("nam")
        self.open("/order?service=2")
        self.order_form().fill(link=LINK, comments="Hay quá\nTuyệt vời")
        self.browser.take([])
        self.order_form().send()
        self.assertEqual(self.browser.status(), 401)
        self.form("/login").fill(name="nam", password=PASSWORD).send()
        form = self.order_form()
        self.assertEqual(form.field("comments").get_attribute("value"), "Hay quá\nTuyệt vời")
        form.send()
        self.placed()

    def test_a_list_of_orders_with_bad_lines(self) -> None:
        self.come("ngoc")
        self.open("/mass")
        lines = f"1|{LINK}|1000\n1|{LINK}/2|1\n2|{LINK}|one|two\n77|{LINK}|10\njust words"
        self.form("/mass").fill(lines=lines).send()
        self.assertIn("2 good lines", self.browser.text())
        self.form("/mass/place").send()
        self.assertEqual(len(self.browser.all('main td a[href^="/orders/"]')), 2)
        box = self.form("/mass").field("lines").get_attribute("value")
        self.assertEqual(box, f"1|{LINK}/2|1\n77|{LINK}|10\njust words")
        self.assertEqual(self.balance(), "$97.49")


class OrderingWithoutScriptTest(OrderingTest):
    runs_scripts = False

    def test_the_total_is_looked_at_before_it_is_paid(self) -> None:
        self.come("phuc")
        self.open("/order?service=1")
        self.order_form().fill(link=LINK, quantity="1,000")
        self.browser.follow(self.browser.find('aside button[name="look"]').click)
        self.assertEqual(self.browser.text("#price dd.total"), "$2.50")
        self.order_form().send()
        self.placed()
        self.assertIn("The order is placed. $2.50 was taken", self.browser.text())


class TypingTest(Customer):
    """What only the script does."""

    def wait_for_total(self, amount: str) -> None:
        self.browser.wait(lambda: self.browser.text("#price dd.total") == amount, f"the total of {amount}")

    def test_the_search_narrows_while_one_types(self) -> None:
        self.come("hoa")
        search = self.browser.find("#find")
        search.send_keys("theo doi")
        self.browser.wait(lambda: len(self.browser.all("#options [role=option]")) == 1, "the one that is found")
        self.browser.follow(lambda: search.send_keys("\n"))
        self.assertIn("Theo dõi, tốc độ cao", self.browser.text(".picked"))

    def test_what_was_typed_goes_along_to_another_service(self) -> None:
        self.come("mai")
        self.open("/order?service=1")
        self.order_form().fill(link=LINK, quantity="500")
        self.browser.find("#find").send_keys("3")
        options = self.browser.wait(lambda: self.browser.all("#option-3"), "service 3")
        self.browser.follow(options[0].click)
        form = self.order_form()
        self.assertEqual(form.field("link").get_attribute("value"), LINK)
        self.assertEqual(form.field("quantity").get_attribute("value"), "500")

    def test_the_price_follows_what_is_typed(self) -> None:
        self.come("tam")
        self.open("/order?service=1")
        form = self.order_form()
        form.field("quantity").send_keys("1000")
        self.wait_for_total("$2.50")
        self.assertIn("$97.50", self.browser.text("#price"))
        form.field("quantity").send_keys("00")
        self.browser.wait(lambda: self.browser.text("#quantity-error"), "that it is too much")
        self.browser.find('[data-set="quantity=5000"]').click()
        self.wait_for_total("$12.50")
        self.assertEqual(self.browser.text("#quantity-error"), "")

    def test_the_service_is_starred_while_its_order_is_typed(self) -> None:
        self.come("sao")
        self.open("/order?service=1")
        self.assertFalse(self.browser.find('aside button[name="look"]').is_displayed())
        self.order_form().fill(link=LINK)
        self.browser.find("#star-1").click()
        self.browser.wait(lambda: self.browser.all('#star-1[aria-pressed="true"]'), "the star")
        self.assertEqual(self.order_form().field("link").get_attribute("value"), LINK)
        self.open("/order")
        self.assertEqual(len(self.browser.all(".starred")), 1)

    def test_long_texts_are_priced_too(self) -> None:
        self.come("kim")
        self.open("/order?service=2")
        self.browser.run(
            "const box = document.getElementById('comments'); box.value = arguments[0];"
            "box.dispatchEvent(new Event('input', { bubbles: true }))",
            "một bình luận dài\n" * 1000,
        )
        self.wait_for_total("$2.50")
        self.assertIn("1,000 lines", self.browser.text("#comments-count"))

    def test_a_double_click_is_one_order(self) -> None:
        self.come("dung")
        self.open("/order?service=1")
        self.order_form().fill(link=LINK, quantity="1000")
        button = self.order_form().button()
        self.browser.follow(lambda: self.browser.run("arguments[0].click(); arguments[0].click()", button))
        self.placed()
        self.assertEqual(self.balance(), "$97.50")

    def test_going_back_to_a_refused_form_finds_it_filled(self) -> None:
        self.come("lui", money="1")
        self.open("/order?service=1")
        self.order_form().fill(link=LINK, quantity="1000").send()
        self.assertEqual(self.browser.status(), 422)
        self.browser.follow(self.browser.find('#price a[href="/funds"]').click)
        self.browser.follow(self.browser.driver.back)
        form = self.order_form()
        self.assertEqual(form.field("link").get_attribute("value"), LINK)
        self.assertEqual(form.field("quantity").get_attribute("value"), "1000")

    def test_a_list_that_was_changed_is_checked_before_it_is_placed(self) -> None:
        self.come("sua")
        self.open("/mass")
        self.form("/mass").fill(lines=f"1|{LINK}|1000\n1|{LINK}/2|1").send()
        self.assertTrue(self.form("/mass/place").button().is_displayed())
        self.form("/mass").field("lines").send_keys("0")
        self.assertEqual([button for button in self.browser.all("#place button") if button.is_displayed()], [])
        self.form("/mass").send()
        self.assertIn("2 good lines", self.browser.text())


class OrderPagesTest(Customer):
    """The pages are right for everybody."""

    language = "en"
    looks = LOOKS

    def check(self, name: str) -> None:
        self.assertEqual(len(self.browser.all("h1")), 1)
        self.check_page(f"{name} ({self.language})", self.looks)

    def test_the_form(self) -> None:
        self.come("phuong", money="1", language=self.language)
        self.check("choosing a service")
        self.open("/order?service=1&quantity=1000&link=" + LINK)
        self.check("an order with too little money")
        self.order_form().send()
        self.check("an order that was refused")
        self.open("/order?service=2&comments=a%0Ab&runs=2")
        self.check("an order of comments")
        self.browser.find("#find").send_keys("b")
        self.browser.wait(lambda: self.browser.all("#options [role=option]"), "what is found")
        self.check("searching")

    def test_the_list(self) -> None:
        self.come("quang", language=self.language)
        self.open("/mass")
        self.check("a list of orders")
        self.form("/mass").fill(lines=f"1|{LINK}|1000\n1|{LINK}|1\n5|{LINK}|100\nwords").send()
        self.check("a list that was checked")
        self.form("/mass/place").send()
        self.check("a list that was placed")


class VietnameseOrderPagesTest(OrderPagesTest):
    language = "vi"
    looks = [Look(360, "dark"), Look(1440, "light")]
