// The relay's texts in English: message and advice. The keys are those of fr.js.

export const en = {
  "method-not-allowed": ["A token is asked for with POST.", "Use tokenFromRelay, or send a POST request."],
  "origin-refused": [
    "This origin gets no token here.",
    "The relay's owner lists the origins of its pages in allowedOrigins, exactly as a browser sends them.",
  ],
  "not-json": ["The request does not say that it is JSON.", "Send Content-Type: application/json."],
  "body-too-large": ["The request is too long.", 'Send at most the token that was refused, as { "rejected": … }.'],
  "body-invalid": ["The request is not what the relay understands.", 'Send {} or { "rejected": "the refused token" }.'],
  "not-authorised": ["You are not authorised to get a token.", "Sign in again, then try once more."],
  "too-many-requests": [
    "Too many token requests in this session.",
    "Wait a little, and keep one client for the whole page.",
  ],
  "renewed-just-now": ["The token was replaced several times just now.", "Wait a little, then try again."],
  abandoned: ["The page went away before the answer.", "There is nothing to do."],
  "relay-failed": ["The relay is out of order.", "Try again later. If it lasts, tell the owner of this site."],
  "relay-closed": ["The relay is stopping.", "Try again later."],
  "token-unavailable": [
    "There is no token at the moment.",
    "Try again later. If it lasts, tell the owner of this site.",
  ],
  "option.authorize": [
    "",
    "Give a function that looks at the request's session and gives its key (a text that is not empty), or false to " +
      "refuse. Without it anybody could get a token.",
  ],
  "option.allowedOrigins": [
    "",
    "List the origins of your pages as browsers send them: scheme, host, port if it is not the usual one, in small " +
      'letters, such as "https://app.example". No path, no final slash, no wildcard; https, or http on this machine.',
  ],
  "option.getToken": [
    "",
    "A relay gets the tokens itself: give clientId and clientSecret, and leave getToken to the page.",
  ],
  "option.rateLimit": ["", "Give { perMinute }: how many token requests a session may make in a minute."],
};
