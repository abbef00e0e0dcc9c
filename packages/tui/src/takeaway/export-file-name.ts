export interface ExportedThing {
  /** Of the process; raw text. */
  readonly service: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** What it shows: `growth`, `heap`, `flame`. */
  readonly kind: string;
  /** Without the dot. */
  readonly extension: string;
}

const LONGEST_NAME = 48;

/** `heaptide-proxy-20260311T140231Z-growth.json`: in any shell one word, never a path, never hidden, never a flag. */
export function exportFileName({ service, time, kind, extension }: ExportedThing): string {
  const moment = new Date(time).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');
  const name = plain(service);
  return [`heaptide`, ...(name === '' ? [] : [name]), moment, `${plain(kind)}.${extension}`].join('-');
}

function plain(text: string): string {
  return text
    .slice(0, LONGEST_NAME)
    .replace(/[^\w.]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[-.]+|[-.]+$/g, '');
}
