// How a token lies in the store: encrypted by AES-256-GCM, with a key that follows from the client secret by HKDF, and
// bound to its cell, its generation and its life. Who reads the store gets nothing; who writes it cannot plant a token.

import { globalOf, lazyDecoder, lazyEncoder } from "../platform/globals.js";

const encoder = lazyEncoder();
const decoder = lazyDecoder();

const ivBytes = 12;
/** Enough to tell applications and secrets apart, and nothing to guess a secret by. */
const fingerprintBytes = 12;

/** What seals tokens, and the fingerprints by which cells are found. */
export class Sealing {
  #key;
  #cell = "";

  /**
   * @param {CryptoKey} key
   * @param {string} application
   * @param {string} secret
   */
  constructor(key, application, secret) {
    this.#key = key;
    this.application = application;
    this.secret = secret;
  }

  /**
   * @param {string[]} application what it is told by: its id, its addresses, its scope
   * @param {string} secret
   */
  static async of(application, secret) {
    const { subtle } = globalOf("crypto");
    const digest = await subtle.digest("SHA-256", encoder.encode(JSON.stringify(application)));
    const salt = new Uint8Array(digest);
    const base = await subtle.importKey("raw", encoder.encode(secret), "HKDF", false, ["deriveKey", "deriveBits"]);
    /** @param {string} use */
    const from = (use) => ({ name: "HKDF", hash: "SHA-256", salt, info: encoder.encode(`sne-cotation ${use} 1`) });
    const aes = { name: "AES-GCM", length: 256 };
    const [key, bits] = await Promise.all([
      subtle.deriveKey(from("token"), base, aes, false, ["encrypt", "decrypt"]),
      subtle.deriveBits(from("fingerprint"), base, 8 * fingerprintBytes),
    ]);
    return new Sealing(key, textOf(salt.subarray(0, fingerprintBytes)), textOf(new Uint8Array(bits)));
  }

  /**
   * What it seals is for this cell.
   * @param {string} cell
   */
  bind(cell) {
    this.#cell = cell;
  }

  /**
   * @param {string} token
   * @param {string} label
   */
  async seal(token, label) {
    const iv = globalOf("crypto").getRandomValues(new Uint8Array(ivBytes));
    const sealed = await globalOf("crypto").subtle.encrypt(this.#with(iv, label), this.#key, encoder.encode(token));
    const bytes = new Uint8Array(ivBytes + sealed.byteLength);
    bytes.set(iv);
    bytes.set(new Uint8Array(sealed), ivBytes);
    return textOf(bytes);
  }

  /**
   * The token; nothing if it is none of these.
   * @param {string} text
   * @param {string} label
   */
  async unseal(text, label) {
    try {
      const bytes = bytesOf(text);
      const settings = this.#with(bytes.slice(0, ivBytes), label);
      const token = await globalOf("crypto").subtle.decrypt(settings, this.#key, bytes.slice(ivBytes));
      return decoder.decode(new Uint8Array(token));
    } catch {
      return undefined;
    }
  }

  /**
   * @param {Uint8Array<ArrayBuffer>} iv
   * @param {string} label
   */
  #with(iv, label) {
    return { name: "AES-GCM", iv, additionalData: encoder.encode(`${this.#cell} ${label}`) };
  }
}

/** @param {Uint8Array} bytes */
function textOf(bytes) {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} text */
function bytesOf(text) {
  const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
