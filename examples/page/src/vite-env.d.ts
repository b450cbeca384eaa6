/// <reference types="vite/client" />

interface ImportMetaEnv {
  readonly VITE_SNE_API_URL?: string;
}
