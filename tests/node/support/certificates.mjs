// Certificates made for a test: an authority that nobody knows, and certificates that it signs.

import { createRequire } from "node:module";

const { pki, md } = createRequire(import.meta.url)("node-forge");

/** @typedef {{ name: string, value: string }} Attribute */
/** `from` and `until` are days from now. @typedef {{ from?: number, until?: number, host?: string }} LeafOptions */
/** @typedef {LeafOptions & { subject?: Attribute[], extensions?: object[] }} CertificateOptions */

const DAY = 86_400_000;

/**
 * An authority; `certificate` is its own, and `sign(options)` makes another: `{ key, cert }` as node:tls takes them.
 */
export function authority(name = "an authority for tests") {
  const issuer = [{ name: "commonName", value: name }];
  const keys = pki.rsa.generateKeyPair(2048);
  const own = certificateFor(keys.publicKey, {
    issuer,
    subject: issuer,
    extensions: [{ name: "basicConstraints", cA: true }],
  });
  own.sign(keys.privateKey, md.sha256.create());
  /** @param {CertificateOptions} options */
  const sign = (options) => {
    const leaf = pki.rsa.generateKeyPair(2048);
    const certificate = certificateFor(leaf.publicKey, { issuer, ...options });
    certificate.sign(keys.privateKey, md.sha256.create());
    return { key: pki.privateKeyToPem(leaf.privateKey), cert: pki.certificateToPem(certificate) };
  };
  return { certificate: pki.certificateToPem(own), sign };
}

/**
 * `from` and `until` are days from now; `host` is a name.
 * @param {unknown} publicKey
 * @param {CertificateOptions & { issuer: Attribute[] }} options
 */
function certificateFor(publicKey, { issuer, from = -2, until = 2, host = "localhost", subject, extensions }) {
  const certificate = pki.createCertificate();
  /** @param {number} count */
  const days = (count) => new Date(Date.now() + count * DAY);
  Object.assign(certificate, { publicKey, serialNumber: serial() });
  Object.assign(certificate.validity, { notBefore: days(from), notAfter: days(until) });
  certificate.setIssuer(issuer);
  certificate.setSubject(subject ?? [{ name: "commonName", value: host }]);
  certificate.setExtensions(extensions ?? [{ name: "subjectAltName", altNames: [{ type: 2, value: host }] }]);
  return certificate;
}

let count = 0;

function serial() {
  count += 1;
  return count.toString(16).padStart(4, "0");
}
