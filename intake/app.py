"""The Lambda: routes and event handlers, wired. No rules here."""

import json
import logging
from typing import Any

from chalice import Chalice, Rate

from chalicelib import settings
from chalicelib.http.routes import articles, cases, desk, directory, people, public
from chalicelib.wiring.services import services

app = Chalice(app_name="varde", configure_logs=False)
app.api.cors = False
app.log.setLevel(logging.INFO)

_services = services(settings.read())
for routes in (public, articles, people, cases, desk, directory):
    app.register_blueprint(routes.routes(_services))


# Names of queues are CloudFormation's: chalice writes these into its template, and nothing else reads them.
@app.on_sqs_message(queue="${Outbox.QueueName}", batch_size=1)
def send_outbox(event: Any) -> None:
    """A mail waits. One per batch, so that a mail that fails delays no other."""
    for record in event:
        message = json.loads(record.body)
        letter = message.get("letter")
        if isinstance(letter, str):
            result = _services.outbox.woken(letter, str(message.get("lane", "")))
            app.log.info("mail %s: %s", letter, result)


@app.on_sqs_message(queue="${MailEvents.QueueName}", batch_size=1)
def record_mail_events(event: Any) -> None:
    """An event of the mail service about a mail that it took."""
    for record in event:
        if not _services.mail_heard(record.body):
            app.log.info("a mail event says nothing about a mail of ours")


@app.schedule(Rate(1, unit=Rate.MINUTES))
def sweep_outbox(event: Any) -> None:  # noqa: ARG001
    """Sends the mails that the queue missed."""
    results = _services.outbox.sweep()
    if results:
        app.log.info("swept %s", results)


@app.schedule(Rate(1, unit=Rate.MINUTES))
def turn_cases(event: Any) -> None:  # noqa: ARG001
    """Live cases to which nobody came go on in writing. Apart from the sweep, which can read mails only."""
    results = _services.turning.sweep()
    if results:
        app.log.info("turned %s", results)
