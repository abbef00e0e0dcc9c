import { formatRecord } from './format-record.js';
import { LOG_LEVELS, type LogFields, type LogFormat, type LogLevel } from './log-record.js';

/** What may wait for a reader that has fallen behind. */
const MAX_BYTES_WAITING = 1024 ** 2;

export type LogStream = Pick<NodeJS.WriteStream, 'write' | 'writableLength' | 'on'>;

export interface LoggerOptions {
  readonly format: LogFormat;
  /** Least level that is written. */
  readonly level: LogLevel;
  readonly stream: LogStream;
  readonly now?: () => Date;
}

/** Writes records as lines. Never fails: a log that nobody reads any more must not end what it tells of. */
export class Logger {
  readonly #options: LoggerOptions;
  readonly #least: number;
  #leftOut = 0;

  constructor(options: LoggerOptions) {
    this.#options = options;
    this.#least = LOG_LEVELS.indexOf(options.level);
    options.stream.on('error', () => undefined);
  }

  /** Lines beyond what may wait are left out, and their number told when there is room again. */
  log(level: LogLevel, message: string, fields: LogFields = {}): void {
    if (LOG_LEVELS.indexOf(level) < this.#least) return;
    if (this.#options.stream.writableLength > MAX_BYTES_WAITING) {
      this.#leftOut += 1;
      return;
    }
    const leftOut = this.#leftOut;
    this.#leftOut = 0;
    if (leftOut > 0) this.#write('warn', 'lines left out', { lines: leftOut });
    this.#write(level, message, fields);
  }

  #write(level: LogLevel, message: string, fields: LogFields): void {
    const { stream, format, now = () => new Date() } = this.#options;
    stream.write(`${formatRecord({ time: now(), level, message, fields }, format)}\n`);
  }
}
