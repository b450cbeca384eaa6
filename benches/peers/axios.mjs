// axios, the token by an interceptor. In Node it does not use fetch, but Node's own HTTP.

import axios from "axios";
import { GUICHET_OF_SEARCH, RECHERCHE } from "../search.mjs";
import { LIMIT } from "./limit.mjs";
import { tokenOf } from "./token.mjs";

/** @type {import("./index.mjs").Open} */
export function open(origin) {
  const authorization = tokenOf(origin);
  const api = axios.create({ baseURL: `${origin}/v1`, timeout: LIMIT });
  api.interceptors.request.use(async (config) => {
    config.headers.Authorization = await authorization();
    return config;
  });
  return {
    healthcheck: async () => (await api.get("/healthcheck")).data,
    search: async (range) => (await api.post(`/demandes/${GUICHET_OF_SEARCH}`, RECHERCHE, { params: { range } })).data,
  };
}
