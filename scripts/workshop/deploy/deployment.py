"""A deployment: a stack of what is kept, and a stack of what works on it. Planned, said, and carried out."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workshop.deploy import adopt, code, secrets
from workshop.deploy.changes import words
from workshop.deploy.run import carry_out
from workshop.deploy.stacks import Pause, Plan, Wanted, described, outputs, planned

DATA = Path(__file__).resolve().parents[3] / "deploy" / "data.json"


def data_of(name: str) -> str:
    """The stack of what is kept."""
    return f"{name}-data"


@dataclass
class Deployment:
    """
    Attributes:
        clients: AWS's clients by the name of their service.
        name: of the stack of the app.
        package: the zip of its code.
        template: of the app, as the package has it.
        given: parameters of the app that somebody gave.
        adopting: a table of the account that becomes the one of this deployment; empty to leave it as it is.
        say: where sentences go.
        summary: what was done, a sentence each.
        refused: whether something would have lost data, and was not done.
    """

    clients: Callable[[str], Any]
    name: str
    package: Path
    template: str
    given: Mapping[str, str]
    adopting: str = ""
    say: Callable[[str], None] = print
    pause: Pause = time.sleep
    summary: list[str] = field(default_factory=list)
    refused: bool = False

    def run(self, agreed: Callable[[], bool]) -> bool:
        """
        Bring the deployment to what the templates say; whether all of it is as they say.

        Args:
            agreed: asked once, after everything was said and before anything is done.

        Raises:
            StackTrouble: AWS refuses or fails; the message says what.
        """
        cloudformation = self.clients("cloudformation")
        if reasons := self._adoption_refused():
            return self._refused(reasons)
        with ExitStack() as open_plans:
            kept = open_plans.enter_context(planned(cloudformation, data_of(self.name), self._kept(), self.pause))
            self._tell(data_of(self.name), kept)
            app = None
            if not kept.new:
                app = open_plans.enter_context(planned(cloudformation, self.name, self._app(), self.pause))
            self._tell(self.name, app or Plan(True, True, code.listed(self.template), [], ""))
            taking = self._has_to_take()
            if taking:
                self.say(f"{data_of(self.name)} then takes the table {self.adopting} as it is.")
            if kept.refusals or (app and app.refusals):
                return False
            if not (kept.anything or not app or app.anything or taking):
                return True
            if not agreed():
                return False
            if kept.anything:
                carry_out(cloudformation, data_of(self.name), kept, self.pause)
                self.summary.append(f"{data_of(self.name)} is as described.")
            elif app:
                self._carry_out_app(app)
        if kept.anything:  # what the app is given may be new
            with planned(cloudformation, self.name, self._app(), self.pause) as app:
                if app.refusals:
                    return self._refused(app.refusals)
                self._carry_out_app(app)
        if taking:
            self._take()
        return True

    def _kept(self) -> Wanted:
        template = DATA.read_text("utf-8")
        if not self._has_to_take():
            return Wanted(template, {})
        return Wanted(adopt.without_table(template), {}, leaving=frozenset({adopt.TABLE}))

    def _app(self) -> Wanted:
        cloudformation = self.clients("cloudformation")
        kept, running = outputs(cloudformation, data_of(self.name)), described(cloudformation, self.name)
        table = self.adopting or adopt.held(cloudformation, data_of(self.name))
        parameters = {**self.given, "TableName": table}
        if not running and "Secret" not in self.given:
            parameters["Secret"], made = secrets.secret(self.clients("ssm"), self.name)
            if made:
                self.summary.append(f"A secret was made and is in the Parameter Store: {secrets.name_of(self.name)}.")
        leaving = frozenset({adopt.TABLE} if self.adopting else ())
        template = code.pointing(self.template, kept["ReleasesBucket"])
        return Wanted(template, parameters, leaving, watched=self.quiet_alarms() if running else ())

    def _carry_out_app(self, plan: Plan) -> None:
        if not plan.anything:
            return
        bucket = outputs(self.clients("cloudformation"), data_of(self.name))["ReleasesBucket"]
        if code.upload(self.clients("s3"), bucket, self.package):
            self.summary.append(f"The code is in {bucket} as {self.package.name}.")
        carry_out(self.clients("cloudformation"), self.name, plan, self.pause)
        self.summary.append(f"{self.name} is as described.")

    def _take(self) -> None:
        stack = data_of(self.name)
        adopt.take(self.clients, stack, self.adopting, DATA.read_text("utf-8"), self.pause)
        self.summary.append(f"{stack} holds the table {self.adopting}, with expiry, backup and protection.")

    def _has_to_take(self) -> bool:
        held = adopt.held(self.clients("cloudformation"), data_of(self.name))
        return bool(self.adopting) and held != self.adopting

    def _adoption_refused(self) -> Sequence[str]:
        if not self.adopting:
            return ()
        stacks = (self.name, data_of(self.name))
        return adopt.refused(self.clients("cloudformation"), self.clients("dynamodb"), self.adopting, stacks)

    def quiet_alarms(self) -> Sequence[str]:
        """Alarms about errors of the running app. One that rings already would take back the update that ends it."""
        listed = self.clients("cloudformation").describe_stack_resources(StackName=self.name)["StackResources"]
        names = [one["PhysicalResourceId"] for one in listed if one["ResourceType"] == "AWS::CloudWatch::Alarm"]
        if not names:
            return ()
        found = self.clients("cloudwatch").describe_alarms(AlarmNames=names)["MetricAlarms"]
        errors = [one for one in found if one["MetricName"] == "Errors"]
        for one in errors:
            if one["StateValue"] == "ALARM":
                self.say(f"The alarm {one['AlarmName']} rings already, so it cannot take this update back.")
        return [one["AlarmArn"] for one in errors if one["StateValue"] != "ALARM"]

    def _tell(self, stack: str, plan: Plan) -> None:
        if plan.anything:
            self.say(f"{stack} would be made:" if plan.new else f"{stack} would change:")
            for one in plan.changes:
                self.say(f"  {words(one)}")
        else:
            self.say(f"{stack}: nothing would change")
        self._refused(plan.refusals)

    def _refused(self, reasons: Sequence[str]) -> bool:
        for one in reasons:
            self.say(f"refused: {one}")
        self.refused |= bool(reasons)
        return False


def address_of(clients: Callable[[str], Any], name: str) -> str:
    """Where the API of a deployment answers; empty when there is none."""
    return outputs(clients("cloudformation"), name).get("EndpointURL", "")
