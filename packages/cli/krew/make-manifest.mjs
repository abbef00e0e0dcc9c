#!/usr/bin/env node
// Writes krew's manifest for a release to stdout:
//   node make-manifest.mjs --version 0.1.0 --archive heaptide-krew-0.1.0.tgz --uri https://…/heaptide-krew-0.1.0.tgz
// docs/kubernetes-deployment.md says how the archive is made.
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { tarEntries } from './tar-entries.mjs';

const TEMPLATE = new URL('./heaptide.yaml', import.meta.url);
const PACKAGE = 'package/node_modules/heaptide/package.json';
const MAX_ARCHIVE_BYTES = 128 * 2 ** 20;
const MAX_UNPACKED_BYTES = 512 * 2 ** 20;
const SEMVER = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;
const ANY_EXECUTE = 0o111;

/** The manifest of what the archive really holds. Throws an Error that says why there is none. */
function manifest({ version, archive, uri }) {
  if (!SEMVER.test(version)) throw new Error(`--version is no version such as 0.1.0: ${version}`);
  if (!URL.canParse(uri) || new URL(uri).protocol !== 'https:')
    throw new Error('--uri takes an https:// URL');
  if (statSync(archive).size > MAX_ARCHIVE_BYTES) throw new Error(`${archive} is larger than 128 MiB`);
  const bytes = readFileSync(archive);
  const template = readFileSync(TEMPLATE, 'utf8');
  const entries = entriesOf(bytes, archive);
  const packed = entries.get(PACKAGE);
  if (packed === undefined) throw new Error(`${archive} does not hold ${PACKAGE}`);
  const { version: packedVersion } = JSON.parse(packed.bytes.toString());
  if (packedVersion !== version) {
    throw new Error(`${archive} holds heaptide ${packedVersion}, not ${version}`);
  }
  const [, program] = /^ +bin: (\S+)$/m.exec(template);
  const entry = entries.get(program);
  if (entry === undefined) throw new Error(`${archive} does not hold ${program}`);
  if ((entry.mode & ANY_EXECUTE) === 0) throw new Error(`${archive}: ${program} is not executable`);
  const values = { VERSION: version, URI: uri, SHA256: createHash('sha256').update(bytes).digest('hex') };
  return template.replace(/^#.*\n/, '').replace(/\$([A-Z0-9]+)/g, (_, name) => values[name]);
}

function entriesOf(bytes, archive) {
  try {
    return tarEntries(gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES }));
  } catch (error) {
    throw new Error(`${archive} cannot be unpacked: ${error.message}`, { cause: error });
  }
}

const OPTIONS = { version: { type: 'string' }, archive: { type: 'string' }, uri: { type: 'string' } };

try {
  const { values } = parseArgs({ options: OPTIONS });
  for (const name of Object.keys(OPTIONS)) {
    if (values[name] === undefined) throw new Error(`Missing required argument: ${name}`);
  }
  process.stdout.write(manifest(values));
} catch (error) {
  console.error(`make-manifest: ${error.message}`);
  process.exitCode = 2;
}
