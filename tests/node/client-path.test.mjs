// The path of a call: joined to the API's base path and to nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { refused, sent } from "./support/one-call.mjs";

const PATHS = {
  "/healthcheck": "/api/healthcheck",
  healthcheck: "/api/healthcheck",
  "/": "/api/",
  "/a/b/": "/api/a/b/",
  "/été": "/api/%C3%A9t%C3%A9",
  "/a b": "/api/a%20b",
  "/a%2Fb": "/api/a%2Fb",
  "/a:b@c;d=e,f": "/api/a:b@c;d=e,f",
};

for (const [path, url] of Object.entries(PATHS)) {
  test(`path ${path} becomes ${url}`, async (t) => assert.equal((await sent(t, { path })).url, url));
}

const OUTSIDE = [
  "..",
  "/..",
  "../secret",
  "/a/../../b",
  "/a/..",
  "%2e%2e/x",
  "/%2E%2e/x",
  "/.%2e/x",
  "/a%2f..%2fb",
  "/a%5c..%5cb",
  "//evil.example/x",
  "///x",
  "/a//b",
  "https://evil.example/",
  "\\\\evil.example\\x",
  "/\\evil.example",
  "/a\\..\\b",
  "/a\r\nHost: evil",
  "/a\nb",
  "/a%0d%0aX-Evil: 1",
  "/a\tb",
  "/a\0b",
  "/%00",
  "/%",
  "/%zz",
  "/a/./b",
  "/%252e%252e/%",
  " ",
  "/a?b=1",
  "/a#b",
  "?x=1",
];

for (const path of OUTSIDE) {
  test(`path ${JSON.stringify(path)} is refused`, (t) => refused(t, { path }));
}

test("a path with a colon stays below the base path", async (t) => {
  assert.equal((await sent(t, { path: "http:evil" })).url, "/api/http:evil");
});

for (const path of [undefined, null, "", 5, {}, ["/x"], new URL("https://evil.example/")]) {
  test(`path: ${typeof path} ${path} is refused`, (t) => refused(t, { path }, /path/));
}
