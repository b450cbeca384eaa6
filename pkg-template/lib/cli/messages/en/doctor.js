// What `sne-cotation doctor` says, in English.

export default {
  "doctor.summary": "tells which step of the guide is missing, why, and what to do",
  "doctor.description":
    "Goes through the steps of the guide: configuration, authorisation server, credentials, token, gateway, " +
    "subscription, business profile, healthcheck. Each is ✔ well, ✖ failed, – not checked because another failed, or " +
    "? not to be known from here; with what was seen, the likely causes and what to do. " +
    "Succeeds when all is well.\n\n" +
    "With a contract that has no healthcheck, the last step calls the first of its operations that changes nothing " +
    "and asks for nothing (GET, without a required parameter).\n\n" +
    "Nothing secret is shown or put in the report, which can go into a mail to the administrators.",
  "doctor.value.report": "file|-",
  "doctor.value.other-token-url": "address",
  "doctor.value.other-api-url": "address",
  "doctor.option.report": "write a report in Markdown too; - puts it on standard output, in place of the steps",
  "doctor.option.verbose": "tell what was seen of the steps that are well, too",
  "doctor.option.try-other-environment":
    "when the credentials are refused, try them in the other environment, which sends them there",
  "doctor.option.other-token-url": "token address of the other environment, when it is not PISTE's",
  "doctor.option.other-api-url": "the API's address in the other environment, when it is not PISTE's",
  "doctor.twoForms": "--json and --report - would both go to standard output: choose one, or a file",
  "doctor.whichOther":
    "--try-other-environment: which is the other environment? Give --environment, or --other-token-url and " +
    "--other-api-url",
  "doctor.otherUntried": "--other-token-url and --other-api-url are of use with --try-other-environment only",
  "doctor.causes": "Likely causes, the most likely first:",
  "doctor.guide": "guide, step {step}: {title}",
  "doctor.guidePoint": "guide, step {step}: {title}, point {point}",
  "doctor.well": "All is in order.",
  "doctor.failed": 'First step to correct: "{step}".',
  "doctor.undecided": "No step failed, but not everything could be checked.",
  "doctor.reportable":
    "To ask for help: add --report report.md, which writes all of this into a file with nothing secret in it.",
};
