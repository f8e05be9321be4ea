// Computes the Authorization header of a captured request with aws4, an implementation of Signature Version 4 that is not
// the SDK's. Argument: the folder of node_modules. Standard input: {method, path, headers, body (base64), accessKeyId,
// secretAccessKey, region, service}. Standard output: the header.
"use strict";
const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const aws4 = require(path.join(process.argv[2], "aws4"));

const request = JSON.parse(fs.readFileSync(0, "utf8"));
const body = Buffer.from(request.body, "base64");
// aws4 would believe the hash that the request names: it is computed from the body instead.
if (request.headers["x-amz-content-sha256"]) {
  request.headers["x-amz-content-sha256"] = crypto.createHash("sha256").update(body).digest("hex");
}
const signed = aws4.sign(
  {
    method: request.method,
    path: request.path,
    headers: request.headers,
    body,
    region: request.region,
    service: request.service,
    // aws4 would add it to what is signed; the SDK leaves it to its HTTP client.
    extraHeadersToIgnore: { "content-length": true },
  },
  { accessKeyId: request.accessKeyId, secretAccessKey: request.secretAccessKey });
process.stdout.write(signed.headers.Authorization);
