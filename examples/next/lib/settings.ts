// What client and relay have in common, read when the first request comes: the build needs no secret.

export function settings() {
  const { SNE_TOKEN_URL: tokenUrl, SNE_API_URL: apiUrl, SNE_CLIENT_ID = "", SNE_CLIENT_SECRET = "" } = process.env;
  const environment = tokenUrl && apiUrl ? { tokenUrl, apiUrl } : ("sandbox" as const);
  return { environment, clientId: SNE_CLIENT_ID, clientSecret: SNE_CLIENT_SECRET };
}
