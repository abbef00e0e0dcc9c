import { type ErrorCode, HeaptideError } from '@heaptide/profile';
import { basename } from 'node:path';
import { type LoopbackAddress, parseAddress } from './address.js';

const DEFAULT_INTERVAL = 64 * 1024;
const MIN_INTERVAL = 1024;
const MAX_INTERVAL = 2 ** 30;
const DEFAULT_DEPTH = 64;
/** From 148 frames on, Node 26 aborts when the inspector reads the tree. */
const MAX_DEPTH = 128;

/** What an agent is started with. */
export interface AgentOptions {
  /** `host:port` on loopback, such as `127.0.0.1:6060`; port 0 lets the system choose. */
  readonly address: string;
  /** Mean bytes between two samples: 1 KiB to 1 GiB, 64 KiB by default. */
  readonly interval?: number;
  /** Frames kept per stack: 64 by default, 128 at most. */
  readonly depth?: number;
  /** Name of the service in every profile; by default the file name of the program. */
  readonly service?: string;
}

/** {@link AgentOptions}, checked and completed. */
export interface AgentSettings {
  readonly address: LoopbackAddress;
  readonly interval: number;
  readonly depth: number;
  readonly service: string;
}

/**
 * @param program Path of the program, `process.argv[1]`.
 * @throws {HeaptideError} `HT_E_BAD_ADDRESS`, `HT_E_NOT_LOOPBACK`, `HT_E_BAD_INTERVAL`, `HT_E_BAD_DEPTH`.
 */
export function agentSettings(options: AgentOptions, program: string | undefined): AgentSettings {
  const { interval = DEFAULT_INTERVAL, depth = DEFAULT_DEPTH, service } = options;
  const address = parseAddress(options.address);
  requireWholeNumber(
    interval,
    MIN_INTERVAL,
    MAX_INTERVAL,
    'HT_E_BAD_INTERVAL',
    'the sampling interval in bytes',
  );
  requireWholeNumber(depth, 1, MAX_DEPTH, 'HT_E_BAD_DEPTH', 'the stack depth');
  const names = [service, basename(program ?? ''), 'node'];
  return { address, interval, depth, service: names.find((name) => name !== undefined && name !== '')! };
}

function requireWholeNumber(value: number, min: number, max: number, code: ErrorCode, what: string): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new HeaptideError(code, `${what} must be a whole number from ${min} to ${max}, not ${value}`);
}
