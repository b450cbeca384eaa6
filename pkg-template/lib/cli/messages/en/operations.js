// What `sne-cotation operations` says, in English.

export default {
  "operations.summary": "lists the operations of the contract, or tells one of them",
  "operations.description":
    "Lists the operations of the contract: name, method, path, summary. Given the name of one, tells its parameters; " +
    "given another word, lists those that mention it. Nothing is sent, and no credentials are needed.",
  "operations.value.search": "name or word",
  "operations.operand.search": "the name of an operation, or a word to look for in names, paths, summaries and tags",
  "operations.none": "the contract has no operation that mentions {search}",
  "operations.noneNear": "the contract has no operation that mentions {search}; did you mean {near}?",
  "operations.deprecated": "deprecated",
  "operations.parameters": "Parameters:",
  "operations.noParameters": "No parameters.",
  "operations.required": "required",
  "operations.anyType": "of any type",
  "operations.arrayOf": "array of {type}",
  "operations.allowed": "One of: {values}",
  "operations.tags": "tags",
  "operations.consumes": "takes",
  "operations.produces": "gives",
  "operations.in.path": "path",
  "operations.in.query": "query",
  "operations.in.header": "header",
  "operations.in.formData": "form",
  "operations.in.body": "body",
};
