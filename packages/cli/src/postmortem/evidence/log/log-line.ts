/** One line of a log, out of whatever it was packed in. Hostile text. */
export interface LogLine {
  readonly text: string;
  /** Milliseconds of the epoch, where the line tells it with its time zone. */
  readonly time: number | undefined;
}

const MOST_CHARACTERS = 8192;
const STAMP = /^\s{0,4}\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d))\]?\s?/;
/** As the CRI of Kubernetes has it behind the time. */
const STREAM = /^(?:stdout|stderr) [FP] /;
const TEXT_FIELDS = ['log', 'message', 'msg', 'MESSAGE', 'textPayload'];
const TIME_FIELDS = ['time', 'timestamp', 'ts', '@timestamp'];

/** Takes a line apart: its time in front, or an object of JSON as Docker and loggers write it. */
export function readLine(line: string): LogLine {
  const kept = line.slice(0, MOST_CHARACTERS);
  const packed = kept.startsWith('{') ? unpack(kept) : undefined;
  if (packed !== undefined) return packed;
  const stamp = STAMP.exec(kept);
  if (stamp === null) return { text: kept, time: undefined };
  return { text: kept.slice(stamp[0].length).replace(STREAM, ''), time: momentOf(stamp[1]) };
}

function unpack(line: string): LogLine | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  const text = TEXT_FIELDS.map((name) => fields[name]).find((field) => typeof field === 'string');
  if (text === undefined) return undefined;
  const time = TIME_FIELDS.map((name) => momentOf(fields[name])).find((moment) => moment !== undefined);
  return { text: text.replace(/\n$/, ''), time };
}

function momentOf(stamp: unknown): number | undefined {
  const time =
    typeof stamp === 'string'
      ? Date.parse(stamp.replace(',', '.').replace(' ', 'T'))
      : typeof stamp === 'number'
        ? stamp
        : NaN;
  // Anything else is seconds, or no time at all.
  return time > 1e12 && time < 1e13 ? time : undefined;
}
