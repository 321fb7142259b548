// CloudFront Function (runtime cloudfront-js-2.0), event viewer-request, for /api/*: passes on the reader's network address.
// The origin's custom header varde-front proves to the API that the front wrote it (decision 0060).

function handler(event) {
  const request = event.request;
  delete request.headers["varde-front"];
  request.headers["varde-viewer"] = { value: event.viewer.ip };
  return request;
}
