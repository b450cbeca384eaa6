// The environment of the page: PISTE's sandbox, unless the build says another API address.

const { VITE_SNE_API_URL: apiUrl } = import.meta.env;

export const environment = apiUrl ? { apiUrl } : "sandbox";
