// Takes one file out of a zip archive: only what such an archive has that is smaller than 4 GiB and not encrypted
// (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16), since no system is sure to have `unzip`.
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';

const END_RECORD_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const MAX_DIRECTORY_BYTES = 1 << 20;
const STORED = 0;
const DEFLATED = 8;

/** Writes the entry `name` of `archive` to `target`. Rejects unless it is whole and of at most `maxBytes`. */
export async function extractZipEntry(archive, name, target, { maxBytes, signal }) {
  const entry = await findEntry(archive, name);
  if (entry.size > maxBytes) throw new Error(`${name} has ${entry.size} bytes, more than ${maxBytes}`);
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw new Error(`${name} is compressed by method ${entry.method}`);
  }
  let size = 0;
  let sum = 0;
  const check = new Transform({
    transform(chunk, _encoding, done) {
      size += chunk.length;
      sum = crc32(chunk, sum);
      done(size > entry.size ? new Error(`${name} is larger than it says`) : null, chunk);
    },
  });
  await pipeline(
    createReadStream(archive, { start: entry.start, end: entry.start + entry.compressedSize - 1 }),
    ...(entry.method === DEFLATED ? [createInflateRaw()] : []),
    check,
    createWriteStream(target, { flags: 'wx' }),
    { signal },
  );
  if (size !== entry.size || sum !== entry.crc) throw new Error(`${name} is damaged`);
}

async function findEntry(archive, name) {
  const file = await open(archive);
  try {
    const { size } = await file.stat();
    const tail = await read(file, Math.max(0, size - END_RECORD_BYTES - MAX_COMMENT_BYTES), size);
    const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
    if (end < 0) throw new Error(`${archive} is no zip archive`);
    const directorySize = tail.readUInt32LE(end + 12);
    const directoryStart = tail.readUInt32LE(end + 16);
    if (directorySize > MAX_DIRECTORY_BYTES) throw new Error(`${archive} has too many entries`);
    const directory = await read(file, directoryStart, directoryStart + directorySize);
    for (let at = 0; at + 46 <= directory.length; at += 46 + lengths(directory, at, [28, 30, 32])) {
      if (directory.toString('latin1', at, at + 4) !== 'PK\x01\x02') break;
      const nameEnd = at + 46 + directory.readUInt16LE(at + 28);
      if (directory.toString('utf8', at + 46, nameEnd) !== name) continue;
      const local = directory.readUInt32LE(at + 42);
      const header = await read(file, local, local + 30);
      return {
        method: directory.readUInt16LE(at + 10),
        crc: directory.readUInt32LE(at + 16),
        compressedSize: directory.readUInt32LE(at + 20),
        size: directory.readUInt32LE(at + 24),
        start: local + 30 + lengths(header, 0, [26, 28]),
      };
    }
    throw new Error(`${archive} holds no ${name}`);
  } finally {
    await file.close();
  }
}

/** The sum of the 16-bit lengths at these offsets. */
function lengths(bytes, at, offsets) {
  return offsets.reduce((sum, offset) => sum + bytes.readUInt16LE(at + offset), 0);
}

async function read(file, start, end) {
  const bytes = Buffer.alloc(end - start);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
  if (bytesRead !== bytes.length) throw new Error('the archive ends too soon');
  return bytes;
}
