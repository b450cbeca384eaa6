// What `sne-cotation operations` says, in English.

export default {
  "operations.summary": "lists the operations of the contract, or tells one of them",
  "operations.description":
    "Lists the operations of the contract: name, method, path, summary. Given the name of one, tells its parameters; " +
    "given another word, lists those that mention it. With --remarks, tells what is odd about the contract, or about " +
    "what one operation uses of it. Nothing is sent, and no credentials are needed.",
  "operations.value.search": "name or word",
  "operations.operand.search": "the name of an operation, or a word to look for in names, paths, summaries and tags",
  "operations.none": "the contract has no operation that mentions {search}",
  "operations.noneNear": "the contract has no operation that mentions {search}; did you mean {near}?",
  "operations.option.remarks": "what the contract has that could not be taken as it stands, and what that costs",
  "operations.remarked":
    "Remarks on the contract: {count}; operations that cannot be called for that: {lost}. --remarks tells them.",
  "operations.touched": "remarks",
  "operations.remarks": "Remarks:",
  "operations.noRemarks": "No remarks.",
  "operations.touches": "Touches:",
  "operations.andOthers": "{named} and {others} more",
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
