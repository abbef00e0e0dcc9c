import { type ErrorCode, HeaptideError } from '@heaptide/profile/error';
import { basename, resolve } from 'node:path';
import { type Address, parseAddress, requireSafeAddress } from './address.js';
import type { IsolateSettings } from '../isolate/profile-isolate.js';
import type { RingSettings } from '../reading/worker-protocol.js';

const MIN_INTERVAL = 1024;
const MAX_INTERVAL = 2 ** 30;
const DEFAULT_DEPTH = 64;
/** From 148 frames on, Node 26 aborts when the inspector reads the tree. */
const MAX_DEPTH = 128;
const MIN_TOKEN = 16;
const DEFAULT_RING: Omit<RingSettings, 'directory'> = { captures: 32, bytes: 16 * 2 ** 20 };

/** What an agent is started with. */
export interface AgentOptions {
  /** `host:port`, such as `127.0.0.1:6060`; port 0 lets the system choose. Beyond loopback it takes a `token`. */
  readonly address?: string;
  /**
   * Mean bytes between two samples: 1 KiB to 1 GiB. `auto`, the default, has it chosen from the rate of allocation, so
   * that sampling takes about 1 % of a core.
   */
  readonly interval?: number | 'auto';
  /** Frames kept per stack: 64 by default, 128 at most. */
  readonly depth?: number;
  /** Name of the service in every profile; by default the file name of the program. */
  readonly service?: string;
  /** Whether Buffers and ArrayBuffers are sampled too, by wrapping what makes them; `true` by default. */
  readonly external?: boolean;
  /** Whoever asks the endpoint must know it: 16 characters at least. */
  readonly token?: string;
  /** Whether the endpoint takes heap snapshots, which hold all data of the program; `false` by default. */
  readonly snapshots?: boolean;
  /**
   * Whether the endpoint may be asked who retains what a site allocates, which stops the program for moments; `false` by
   * default.
   */
  readonly allowWhy?: boolean;
  /** Whoever asks that must know it, in place of `token`: 16 characters at least. */
  readonly whyToken?: string;
  /** Keeps captures in a directory, for the case that the process is killed. */
  readonly ring?: {
    readonly directory: string;
    /** Most moments to be kept: 32 by default. */
    readonly captures?: number;
    /** Most bytes to be kept: 16 MiB by default. */
    readonly bytes?: number;
  };
}

/** {@link AgentOptions}, checked and completed. */
export interface AgentSettings extends IsolateSettings {
  readonly address: Address | undefined;
  readonly service: string;
  readonly token: string | undefined;
  readonly snapshots: boolean;
  /** Absent where nobody may ask. */
  readonly why: { readonly token: string | undefined } | undefined;
  readonly ring: RingSettings | undefined;
}

/**
 * @param program Path of the program, `process.argv[1]`.
 * @throws {HeaptideError} `HT_E_BAD_ADDRESS`, `HT_E_NOT_LOOPBACK`, `HT_E_BAD_INTERVAL`, `HT_E_BAD_DEPTH`,
 * `HT_E_BAD_TOKEN`, `HT_E_BAD_RING`.
 */
export function agentSettings(options: AgentOptions, program: string | undefined): AgentSettings {
  const { interval = 'auto', depth = DEFAULT_DEPTH, external = true, snapshots = false, token } = options;
  const { allowWhy = false, whyToken } = options;
  for (const each of [token, whyToken]) {
    if (each !== undefined && each.length < MIN_TOKEN) {
      throw new HeaptideError('HT_E_BAD_TOKEN', `the token must have ${MIN_TOKEN} characters at least`);
    }
  }
  const address = options.address === undefined ? undefined : parseAddress(options.address);
  if (address !== undefined) requireSafeAddress(address, token);
  if (interval !== 'auto') {
    const what = 'the sampling interval in bytes';
    requireWholeNumber(interval, { min: MIN_INTERVAL, max: MAX_INTERVAL, code: 'HT_E_BAD_INTERVAL', what });
  }
  requireWholeNumber(depth, { min: 1, max: MAX_DEPTH, code: 'HT_E_BAD_DEPTH', what: 'the stack depth' });
  return {
    address,
    interval,
    depth,
    external,
    snapshots,
    why: allowWhy ? { token: whyToken } : undefined,
    token,
    service: serviceName(options, program),
    ring: ringOf(options),
  };
}

function serviceName({ service }: AgentOptions, program: string | undefined): string {
  return [service, basename(program ?? '')].find((name) => name !== undefined && name !== '') ?? 'node';
}

function ringOf({ ring }: AgentOptions): RingSettings | undefined {
  if (ring === undefined) return undefined;
  const { captures, bytes } = { ...DEFAULT_RING, ...ring };
  const code = 'HT_E_BAD_RING';
  requireWholeNumber(captures, { min: 2, max: 10_000, code, what: 'the number of captures in the ring' });
  requireWholeNumber(bytes, { min: 2 ** 20, max: 2 ** 40, code, what: 'the size of the ring in bytes' });
  return { directory: resolve(ring.directory), captures, bytes };
}

interface Range {
  readonly min: number;
  readonly max: number;
  readonly code: ErrorCode;
  readonly what: string;
}

function requireWholeNumber(value: number, { min, max, code, what }: Range): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new HeaptideError(code, `${what} must be a whole number from ${min} to ${max}, not ${value}`);
}
