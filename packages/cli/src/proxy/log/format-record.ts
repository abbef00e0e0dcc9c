import { safeText } from '@heaptide/report';
import type { LogFormat, LogRecord } from './log-record.js';

/** What needs no quotes to be told from what stands beside it. */
const PLAIN = /^[^\s"=]+$/;

/**
 * A record as one line, without its end: an object of JSON, or for people to read. What a terminal or a reader's eye would
 * act on is made visible in both, since a field may come from the network.
 */
export function formatRecord(record: LogRecord, format: LogFormat): string {
  const { time, level, message, fields } = record;
  const entries = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, typeof value === 'string' ? safeText(value) : value] as const],
  );
  if (format === 'json') {
    const head = { time: time.toISOString(), level, message: safeText(message) };
    return JSON.stringify({ ...head, ...Object.fromEntries(entries) });
  }
  const clock = time.toISOString().slice(11, 23);
  const told = entries.map(([name, value]) => `  ${name}=${plainOrQuoted(value)}`);
  return `${clock} ${level.toUpperCase().padEnd(5)} ${safeText(message)}${told.join('')}`;
}

function plainOrQuoted(value: string | number | boolean): string {
  return typeof value !== 'string' || PLAIN.test(value) ? String(value) : JSON.stringify(value);
}
