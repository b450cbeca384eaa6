// PISTE's two environments. Generated: crates/common/src/environment.rs is where they are changed.

export const ENVIRONMENTS = {
  production: {
    tokenUrl: "https://oauth.piste.gouv.fr/api/oauth/token",
    apiUrl: "https://api.piste.gouv.fr/mtes/sne-cotation/v1.0",
    authorizationServer: "https://oauth.piste.gouv.fr",
    gateway: "https://api.piste.gouv.fr",
  },
  sandbox: {
    tokenUrl: "https://sandbox-oauth.piste.gouv.fr/api/oauth/token",
    apiUrl: "https://sandbox-api.piste.gouv.fr/mtes/sne-cotation/v1.0",
    authorizationServer: "https://sandbox-oauth.piste.gouv.fr",
    gateway: "https://sandbox-api.piste.gouv.fr",
  },
} as const;
