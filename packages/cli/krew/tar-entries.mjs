const BLOCK = 512;
const TYPE_FILE = new Set(['0', '\0']);

/**
 * Regular files of a tar archive, by path, with their mode and their bytes. Paths beyond what a header holds are not
 * among them under their whole name.
 *
 * @param {Buffer} archive unpacked
 * @returns {Map<string, { mode: number, bytes: Buffer }>}
 * @throws {Error} for what is no tar archive, or one that was cut short.
 */
export function tarEntries(archive) {
  const entries = new Map();
  for (let offset = 0; offset + BLOCK <= archive.length;) {
    const header = archive.subarray(offset, offset + BLOCK);
    if (header[0] === 0) return entries;
    if (text(header, 257, 5) !== 'ustar') throw new Error('it is no tar archive');
    const size = octal(header, 124, 12);
    const start = offset + BLOCK;
    if (!Number.isSafeInteger(size) || start + size > archive.length) throw new Error('it was cut short');
    if (TYPE_FILE.has(String.fromCharCode(header[156]))) {
      const path = [text(header, 345, 155), text(header, 0, 100)].filter((part) => part !== '').join('/');
      entries.set(path, { mode: octal(header, 100, 8), bytes: archive.subarray(start, start + size) });
    }
    offset = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  throw new Error('it was cut short');
}

function text(header, start, length) {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.subarray(0, end === -1 ? length : end).toString();
}

function octal(header, start, length) {
  return Number.parseInt(text(header, start, length).trim(), 8);
}
