// What other tools write into contracts in place of what Swagger 2.0 has, where it is certain what is meant; and what
// cannot be meant as it stands, so that it refuses nothing.

import { A, body, odd, P, parameter, property, query } from "./odd.mjs";

/** @import { Kind } from "./odd.mjs" */

const path = { name: "p", in: "path", required: true, type: "string" };
/** A path with a parameter `p`. @param {string} written */
const onPath = (written) => odd({ parameters: [path] }, written);
/** The pointer to a path. @param {string} written */
const at = (written) => `/paths/${written.replaceAll("~", "~0").replaceAll("/", "~1")}`;
/** A path, and what is sent of it with `x` for `p`. @type {(written: string, sent: string) => Kind} */
const marked = (written, sent) => ({
  over: onPath(written),
  remarks: { [at(written)]: "nothing" },
  ...{ given: { p: "x" }, sent: `GET ${sent}` },
});

/** @type {Record<string, Kind>} */
export const WRITTEN = {
  "a path as Express has it": marked("/odd/:p", "/odd/x"),
  "a path as Flask has it": marked("/odd/<int:p>/a", "/odd/x/a"),
  "a path with braces in braces": marked("/odd/{{p}}", "/odd/x"),
  "a path with an extension in braces": marked("/odd{.p}", "/odd.x"),
  "a path with a default in braces": marked("/odd/{p=5}", "/odd/x"),
  "a place in snake case, a parameter in camel case": {
    over: odd({ parameters: [{ ...path, name: "oddId" }] }, "/odd/{odd_id}"),
    remarks: { [`${at("/odd/{odd_id}")}/get`]: "nothing" },
    ...{ given: { oddId: "x" }, sent: "GET /odd/x" },
  },
  "a place of Swagger 1.2": {
    over: parameter({ name: "p", paramType: "query", type: "string" }),
    remarks: { [P]: "nothing" },
    ...{ given: { p: "x" }, sent: "GET /odd?p=x" },
  },
  "a parameter that refers to its schema": {
    over: { ...query({ $ref: "#/definitions/D" }), definitions: { D: { type: "string", enum: ["x"] } } },
    remarks: { [P]: "nothing" },
    ...{ given: { p: "x" }, sent: "GET /odd?p=x" },
  },
  "a reference without its sign": {
    over: {
      ...parameter({ $ref: "/parameters/P" }),
      parameters: { P: { name: "p", in: "query", type: "string" } },
    },
    remarks: { [`${P}/$ref`]: "nothing" },
    ...{ given: { p: "x" }, sent: "GET /odd?p=x" },
  },
  "parameters in a list in their list": {
    over: odd({ parameters: [[{ name: "p", in: "query", type: "string" }]] }),
    remarks: { [P]: "nothing" },
    ...{ given: { p: "x" }, sent: "GET /odd?p=x" },
  },
  "the way of writing a list beside its items": {
    over: query({ type: "array", items: { type: "string", collectionFormat: "multi" } }),
    remarks: {},
    ...{ given: { p: ["a", "b"] }, sent: "GET /odd?p=a&p=b" },
  },
  "a required parameter with a default": {
    over: query({ type: "string", required: true, default: "x" }),
    remarks: {},
    ...{ given: {}, sent: "GET /odd?p=x" },
  },
  "limits that nothing keeps": {
    over: property({ type: "integer", minimum: 5, maximum: 1 }),
    remarks: { [`${A}/maximum`]: "check" },
    ...body(3),
  },
  "an enumeration that YAML has read": {
    over: property({ type: "string", enum: ["A", 1] }),
    remarks: { [`${A}/enum`]: "check" },
    ...body("01"),
  },
  "an enumeration in one text": {
    over: property({ type: "string", enum: ["A, B"] }),
    remarks: { [`${A}/enum`]: "check" },
    ...body("B"),
  },
  "null among the values": {
    over: property({ type: "string", enum: ["A", null] }),
    remarks: {},
    ...body(null),
  },
  "a day that its pattern has otherwise": {
    over: property({ type: "string", format: "date", pattern: String.raw`^\d{2}/\d{2}/\d{4}$` }),
    remarks: { [`${A}/format`]: "check" },
    ...body("31/01/2026"),
  },
  "a mask in place of a pattern": {
    over: property({ type: "string", pattern: "dd/MM/yyyy" }),
    remarks: { [`${A}/pattern`]: "check" },
    ...body("31/01/2026"),
  },
  "a pattern between signs of PHP": {
    over: property({ type: "string", pattern: "#^[0-9]{5}$#" }),
    remarks: { [`${A}/pattern`]: "check" },
    ...body("75001"),
  },
  "a list of bytes in one text": {
    over: property({ type: "array", items: { type: "string", format: "byte" } }),
    remarks: {},
    ...body("aGVsbG8="),
  },
};
