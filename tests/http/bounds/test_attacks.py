"""What somebody with bad intentions sends in names, titles and numbers of cases."""


def test_no_number_that_a_case_cannot_have_reaches_the_store(birk, ada):
    for number in ("x" * 3000, "V-7F3K-9Q2M" * 200, "%00", "V-7F3K-9Q2O", "%F0%9F%92%A5", "..%2F..", "V-7F3K-9Q2M%0A"):
        for who, method, path in (
            (birk, "GET", "/cases/{}"), (birk, "GET", "/cases/{}/events"), (birk, "POST", "/cases/{}/messages"),
            (birk, "POST", "/cases/{}/close"), (birk, "POST", "/cases/{}/reopen"), (birk, "PUT", "/cases/{}/favourite"),
            (birk, "DELETE", "/cases/{}/favourite"), (ada, "POST", "/desk/cases/{}/take"),
            (ada, "POST", "/desk/cases/{}/notes"),
        ):  # fmt: skip
            body = {"text": "x"} if path.endswith(("messages", "notes")) else None
            answer = birk.api.call(method, path.format(number), body, who=who)
            assert (answer.status, answer.problem) == (404, "not_found"), (method, path, number)


TRICKS = "Hello\r\nBcc: eve@elsewhere.example\r\n\r\n\u202egpj.exe\u2028\u0000\x1b[31m=?utf-8?b?QmNj?="


def test_tricks_in_names_and_titles_reach_no_header_and_no_second_line(api, ada):
    mallory = api.visitor(name=TRICKS)
    number = mallory.case(overview=TRICKS)["number"]
    shown = ada.see(number)
    assert not any(letter in shown["overview"] for letter in "\r\n\u202e\u2028\u0000\x1b")
    ada.post(f"/cases/{number}/messages", {"text": TRICKS})
    for letter in api.mails_to(mallory.email):
        raw = composed(api, letter)
        head = raw.split(b"\r\n\r\n", 1)[0].decode("ascii").replace("\r\n ", " ")
        assert "\r" not in head.replace("\r\n", "")
        names = [line.partition(":")[0] for line in head.split("\r\n")]
        assert names.count("Bcc") == 0
        assert names.count("To") == names.count("Subject") == 1
        assert f"To: {mallory.email}" in head


def composed(api, letter):
    """The mail that the app would send."""
    from chalicelib.aws.mail.items import unpacked

    return api.services.outbox._compose(unpacked("test-1", letter), api.services.clock())


def test_script_is_text_and_nothing_else(birk):
    answer = birk.send(overview="<script>alert(1)</script>", description="<img src=x onerror=alert(1)>")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json["case"]["overview"] == "<script>alert(1)</script>"
