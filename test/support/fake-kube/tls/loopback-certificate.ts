import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { Tag, bitString, contextTag, der, objectId } from './der.js';

export interface Certificate {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
}

const ECDSA_WITH_SHA256 = objectId('1.2.840.10045.4.3.2');
const COMMON_NAME = objectId('2.5.4.3');
const SUBJECT_ALTERNATIVE_NAME = objectId('2.5.29.17');
const BASIC_CONSTRAINTS = objectId('2.5.29.19');
const HOUR_MS = 3_600_000;

/** A new self-signed P-256 certificate for 127.0.0.1 that holds for a day (RFC 5280 section 4.1). */
export function loopbackCertificate(): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const algorithm = der(Tag.sequence, ECDSA_WITH_SHA256);
  const name = der(
    Tag.sequence,
    der(Tag.set, der(Tag.sequence, COMMON_NAME, der(Tag.utf8String, Buffer.from('fake cluster')))),
  );
  const now = Date.now();
  const validity = der(Tag.sequence, time(now - HOUR_MS), time(now + 24 * HOUR_MS));
  const address = der(Tag.sequence, der(contextTag(2 + 5, false), Buffer.from([127, 0, 0, 1])));
  const isAuthority = der(Tag.sequence, der(Tag.boolean, Buffer.from([0xff])));
  const extensions = der(
    Tag.sequence,
    extension(SUBJECT_ALTERNATIVE_NAME, address),
    extension(BASIC_CONSTRAINTS, isAuthority),
  );
  const content = der(
    Tag.sequence,
    der(contextTag(0, true), der(Tag.integer, Buffer.from([2]))),
    // A leading byte without its high bit: the number has to be positive.
    der(Tag.integer, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(contextTag(3, true), extensions),
  );
  const certificate = der(Tag.sequence, content, algorithm, bitString(sign('sha256', content, privateKey)));
  const lines = certificate.toString('base64').replace(/.{64}(?!$)/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

function extension(id: Buffer, value: Buffer): Buffer {
  return der(Tag.sequence, id, der(Tag.octetString, value));
}

function time(milliseconds: number): Buffer {
  const text = `${new Date(milliseconds).toISOString().slice(0, 19).replace(/\D/g, '')}Z`;
  return der(Tag.generalizedTime, Buffer.from(text));
}
