"""A product of forty lines, for tests of the stack alone: notes that are kept, queued and mailed."""

import json
import os
import smtplib
import uuid
from email.message import EmailMessage

import boto3
from chalice import Chalice, Response

app = Chalice(app_name="example")
_dynamodb = boto3.client("dynamodb", endpoint_url=os.environ["VARDE_ENDPOINT"])
_sqs = boto3.client("sqs", endpoint_url=os.environ["VARDE_ENDPOINT"])
_TABLE = os.environ["VARDE_TABLE"]


@app.route("/health")
def health():
    return {"ok": True}


@app.route("/notes", methods=["POST"])
def add_note():
    text = app.current_request.json_body["text"]
    number = str(uuid.uuid4())
    item = {"pk": {"S": number}, "text": {"S": text}}
    _dynamodb.put_item(TableName=_TABLE, Item=item, ConditionExpression="attribute_not_exists(pk)")
    _sqs.send_message(QueueUrl=os.environ["VARDE_QUEUE_URL"], MessageBody=json.dumps({"number": number}))
    return Response({"number": number, "text": app.current_request.json_body["text"]}, status_code=201)


@app.route("/notes/{number}")
def read_note(number):
    found = _dynamodb.get_item(TableName=_TABLE, Key={"pk": {"S": number}}, ConsistentRead=True)
    return {"number": number, "text": found.get("Item", {}).get("text", {}).get("S")}


@app.route("/echo/{word}")
def echo(word):
    request = app.current_request
    return {"word": word, "source": request.context["identity"]["sourceIp"], "query": request.to_dict()["query_params"]}


@app.route("/broken")
def broken():
    raise RuntimeError("on purpose")


@app.on_sqs_message(queue="example-outbox")
def send_outbox(event):
    for record in event:
        message = EmailMessage()
        message["Subject"] = "Note " + json.loads(record.body)["number"]
        message["From"], message["To"] = "support@vendor.example", "ada@customer.example"
        message.set_content("Kept.")
        host, port = os.environ["VARDE_SMTP"].split(":")
        with smtplib.SMTP(host, int(port)) as smtp:
            smtp.send_message(message)


@app.schedule("rate(1 minute)")
def sweep_outbox(_event):
    pass
