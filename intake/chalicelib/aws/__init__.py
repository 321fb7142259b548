"""DynamoDB, SQS and SES: the only package that imports boto3."""
