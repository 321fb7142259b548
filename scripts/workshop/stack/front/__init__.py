"""The front: one port for the site, the API and the page of sent mails, as CloudFront does it when deployed."""
