"""DynamoDB, SQS and SES: the only room that imports boto3."""
