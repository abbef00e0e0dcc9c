/**
 * What bytes are, judged by their beginning. `binary` is what a raw profile looks like; only decoding can tell more.
 * `heapsnapshot`, `heapprofile`: JSON as written by V8's heap snapshot and sampling heap profiler.
 */
export type Format = 'empty' | 'gzip' | 'binary' | 'html' | 'heapsnapshot' | 'heapprofile' | 'json' | 'text';

const HEAD_BYTES = 4096;

const utf8 = new TextDecoder();

/** The only place that tells formats apart. Looks at the first 4 KiB. */
export function sniff(bytes: Uint8Array): Format {
  if (bytes.length === 0) return 'empty';
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip';
  const head = bytes.subarray(0, HEAD_BYTES);
  if (!isText(head)) return 'binary';
  const text = utf8.decode(head).trimStart();
  if (/^<(!doctype html|html|head|body|!--)/i.test(text)) return 'html';
  if (!/^[{[]/.test(text)) return 'text';
  if (/^\{\s*"snapshot"\s*:\s*\{\s*"meta"/.test(text)) return 'heapsnapshot';
  if (/^\{\s*"head"\s*:/.test(text) && text.includes('"callFrame"')) return 'heapprofile';
  return 'json';
}

/** What to tell someone who took bytes of this format for a profile; `undefined` where they may be one. */
export function describeMisfit(format: Format, bytes: Uint8Array): string | undefined {
  switch (format) {
    case 'gzip':
    case 'binary':
      return undefined;
    case 'empty':
      return 'parsing profile: empty input file';
    case 'html':
      return 'this is an HTML page, not a profile';
    case 'heapsnapshot':
      return 'this is a V8 heap snapshot, not a profile';
    case 'heapprofile':
      return 'this is a V8 .heapprofile, not a pprof profile';
    case 'json':
      return 'this is JSON, not a profile';
    case 'text':
      return `this is text, not a profile: "${firstLine(bytes)}"`;
  }
}

/** No byte that text never holds; a profile cannot do without such bytes. */
function isText(head: Uint8Array): boolean {
  return head.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b);
}

/** Plain ASCII, so that a terminal can be trusted with it. */
function firstLine(bytes: Uint8Array): string {
  const text = utf8.decode(bytes.subarray(0, 256)).trimStart();
  const [line = ''] = text.split(/[\r\n]/, 1);
  return line.replace(/[^ -~]/g, '?').slice(0, 60);
}
