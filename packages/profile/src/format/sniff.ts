/**
 * What bytes are, judged by their beginning. `binary` is what a raw profile looks like; only decoding can tell more.
 * `heapsnapshot`, `heapprofile`, `cpuprofile`: JSON as written by V8's profilers. `perf`: written by Linux `perf record`.
 */
export type Format =
  | 'empty'
  | 'gzip'
  | 'zip'
  | 'perf'
  | 'binary'
  | 'html'
  | 'heapsnapshot'
  | 'heapprofile'
  | 'cpuprofile'
  | 'json'
  | 'text';

const HEAD_BYTES = 4096;

const utf8 = new TextDecoder();

/** The only place that tells formats apart. Looks at the first 4 KiB. */
export function sniff(bytes: Uint8Array): Format {
  if (bytes.length === 0) return 'empty';
  if (beginsWith(bytes, '\u001f\u008b')) return 'gzip';
  if (beginsWith(bytes, 'PK\u0003\u0004')) return 'zip';
  if (beginsWith(bytes, 'PERFILE2')) return 'perf';
  const head = bytes.subarray(0, HEAD_BYTES);
  if (!isText(head)) return 'binary';
  const text = utf8.decode(head).trimStart();
  if (/^<(!doctype html|html|head|body|!--)/i.test(text)) return 'html';
  if (!/^[{[]/.test(text)) return 'text';
  if (/^\{\s*"snapshot"\s*:\s*\{\s*"meta"/.test(text)) return 'heapsnapshot';
  if (/^\{\s*"head"\s*:/.test(text) && text.includes('"callFrame"')) return 'heapprofile';
  if (/^\{\s*"nodes"\s*:/.test(text) && text.includes('"callFrame"')) return 'cpuprofile';
  return 'json';
}

/** What to tell someone who took bytes of this format for a profile; `undefined` where they may be one. */
export function describeMisfit(format: Format, bytes: Uint8Array): string | undefined {
  switch (format) {
    case 'gzip':
    case 'binary':
    case 'heapprofile':
      return undefined;
    case 'empty':
      return 'parsing profile: empty input file';
    case 'zip':
      return 'this is a zip archive, not a profile: take the profile out of it';
    case 'perf':
      return 'this is a perf.data file, not a profile: convert it with perf_to_profile';
    case 'html':
      return `this is an HTML page, not a profile${quoted(titleOf(bytes))}`;
    case 'heapsnapshot':
      return 'this is a V8 heap snapshot, not a profile: use heaptide snapshot';
    case 'cpuprofile':
      return 'this is a V8 CPU profile, not a heap profile';
    case 'json':
      return `this is JSON, not a profile${quoted(firstLine(bytes))}`;
    case 'text':
      return `this is text, not a profile${quoted(firstLine(bytes))}`;
  }
}

/** `magic`: one character a byte. */
function beginsWith(bytes: Uint8Array, magic: string): boolean {
  for (let i = 0; i < magic.length; i++) if (bytes[i] !== magic.charCodeAt(i)) return false;
  return true;
}

/** No byte that text never holds; a profile cannot do without such bytes. */
function isText(head: Uint8Array): boolean {
  return head.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b);
}

function titleOf(bytes: Uint8Array): string {
  const text = utf8.decode(bytes.subarray(0, HEAD_BYTES));
  return plain(/<title>([^<]*)/i.exec(text)?.[1] ?? '');
}

function firstLine(bytes: Uint8Array): string {
  const text = utf8.decode(bytes.subarray(0, 256)).trimStart();
  return plain(text.split(/[\r\n]/, 1)[0]!);
}

/** ASCII that can be shown on a terminal as it is. */
function plain(text: string): string {
  return text
    .trim()
    .replace(/[^ -~]/g, '?')
    .slice(0, 60);
}

function quoted(text: string): string {
  return text === '' ? '' : `: "${text}"`;
}
