// CloudFront Function (runtime cloudfront-js-2.0), event viewer-request, for /api/* (below a path: /answers/api/*): passes on the
// reader's network address. API Gateway knows /api/* only, so the path of the site is taken off.
// The origin's custom header varde-front proves to the API that the front wrote it (decision 0060).

function handler(event) {
  const request = event.request;
  request.uri = request.uri.slice(request.uri.indexOf("/api/"));
  delete request.headers["varde-front"];
  request.headers["varde-viewer"] = { value: event.viewer.ip };
  return request;
}
