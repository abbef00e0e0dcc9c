import { setTimeout as sleep } from 'node:timers/promises';
import { type Capture, captureComment, type CaptureMetadata, writeProfile } from '@heaptide/profile';
import type { CaptureRequest } from '../capture-source.js';
import type { ReceivedCapture } from '../heap-endpoint.js';
import type { LiveProcess } from '../live-process.js';
import { AttachLease } from './attach-lease.js';
import { type AttachedFigures, type AttachedIdentity, readFigures, readIdentity } from './attached-facts.js';
import { AttachedSampler, type SamplerReading } from './attached-sampler.js';
import { CdpConnection, type CallOptions } from './cdp-connection.js';
import { closeInspector } from './close-inspector.js';
import { type InspectorPlace, requireLoopback } from './inspector-place.js';
import { ownVersion } from './own-version.js';
import { profileFromSamples } from './profile-from-samples.js';
import { saveHeapSnapshot } from './save-heap-snapshot.js';

export interface AttachOptions {
  readonly place: InspectorPlace;
  /** What the user calls the process. */
  readonly name: string;
  /** Mean bytes between two samples. */
  readonly interval?: number;
  /** Milliseconds that are sampled before the first capture is read. */
  readonly windowMs?: number;
  /** Captures hold what was allocated and has been collected, too: they name functions, and say nothing of what is kept. */
  readonly withGarbage?: boolean;
  /** Bound on one answer. */
  readonly timeoutMs?: number;
  /** Bound on one answer's size. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

/** To be said wherever an attached process is shown. */
export const ATTACH_NOTE =
  'no agent in the process: sampling began now, so memory allocated before is not seen; every capture collects garbage first';

const INTERVAL = 32_768;
const TIMEOUT_MS = 60_000;
const STOP_MS = 2_000;

/**
 * A process as its inspector shows it, with no agent in it: sampled from the connection on. What was allocated before is not seen, and of worker threads
 * nothing. V8 collects all garbage at every reading.
 */
export class AttachedProcess implements LiveProcess {
  readonly name: string;
  readonly #cdp: CdpConnection;
  readonly #place: InspectorPlace;
  readonly #lease: AttachLease | undefined;
  readonly #sampler: AttachedSampler;
  readonly #identity: AttachedIdentity;
  readonly #readableFrom: number;
  #closing: Promise<void> | undefined;

  private constructor(
    { place, name, windowMs = 0 }: AttachOptions,
    parts: {
      readonly cdp: CdpConnection;
      readonly lease: AttachLease | undefined;
      readonly sampler: AttachedSampler;
      readonly identity: AttachedIdentity;
    },
  ) {
    this.name = name;
    this.#place = place;
    this.#cdp = parts.cdp;
    this.#lease = parts.lease;
    this.#sampler = parts.sampler;
    this.#identity = parts.identity;
    this.#readableFrom = performance.now() + windowMs;
  }

  /**
   * Connects to an inspector that listens, and begins to sample.
   * @throws {HeaptideError} `HT_E_INSPECTOR`, `HT_E_TIMEOUT`, `HT_E_ATTACH_REFUSED` of another machine's, and what reaching a pod meets.
   */
  static async connect(options: AttachOptions): Promise<AttachedProcess> {
    const { place, name, interval = INTERVAL, timeoutMs = TIMEOUT_MS, maxBytes, signal } = options;
    const { withGarbage = false } = options;
    if (place.dial === undefined) requireLoopback(place.host);
    const cdp = await CdpConnection.open(place, {
      name,
      timeoutMs,
      signal,
      ...(maxBytes === undefined ? {} : { maxBytes }),
    });
    try {
      const call = { signal };
      const lease = await AttachLease.join(cdp, call);
      const identity = await readIdentity(cdp, call);
      const nodeMajor = Number.parseInt(identity.versions.node ?? '');
      const sampler = await AttachedSampler.start(cdp, { interval, nodeMajor, lease, withGarbage }, call);
      return new AttachedProcess(options, { cdp, lease, sampler, identity });
    } catch (error) {
      // The claim ends by itself; with the connection ends the sampling.
      await cdp.close();
      throw error;
    }
  }

  /** The sampler was started by somebody else, whose interval is used and whom it is left to. */
  get isSampledByOthers(): boolean {
    return this.#sampler.isForeign;
  }

  async capture(request: CaptureRequest): Promise<Capture> {
    return (await this.receive(request)).capture;
  }

  async receive({ gc, signal }: CaptureRequest): Promise<ReceivedCapture> {
    const left = this.#readableFrom - performance.now();
    if (left > 0) await sleep(left, undefined, { signal });
    const call: CallOptions = { signal };
    const reading = await this.#sampler.read(gc, call);
    const time = Date.now();
    const metadata = this.#describe(reading, await readFigures(this.#cdp, call), time);
    const { profile: samples, interval, clockBase } = reading;
    const profile = profileFromSamples(samples, {
      program: metadata.service,
      interval,
      clockBase,
      time,
      comments: [captureComment(metadata)],
    });
    return { capture: { profile, metadata }, bytes: await writeProfile(profile) };
  }

  /**
   * Has the process write a heap snapshot, and saves it at `path`: whole or not at all. The process stands still meanwhile, and needs many times its heap.
   * @throws {HeaptideError} `HT_E_INSPECTOR`, `HT_E_TIMEOUT`, `HT_E_TOO_LARGE`, `HT_E_UNWRITABLE`.
   */
  saveHeapSnapshot(path: string, signal?: AbortSignal): Promise<void> {
    return saveHeapSnapshot(this.#cdp, path, signal);
  }

  /** Stops the sampling that was begun here, and has the inspector closed where it was opened for us and nobody else holds it. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    if (this.#cdp.isOpen) await this.#sampler.stop({ timeoutMs: STOP_MS }).catch(() => undefined);
    if (this.#lease === undefined) await this.#cdp.close();
    else await closeInspector(this.#cdp, this.#lease, this.#place);
  }

  #describe(
    { collected, interval, depth, clock, gaps }: SamplerReading,
    figures: AttachedFigures,
    time: number,
  ): CaptureMetadata {
    const { pid, startedAt, service, versions, exactSites } = this.#identity;
    return {
      schema: 'heaptide.capture/1',
      time: new Date(time).toISOString(),
      pid,
      startedAt,
      service,
      versions: { ...versions, heaptide: ownVersion() },
      exactSites,
      gc: collected ? 'forced' : 'none',
      births: true,
      interval,
      depth,
      clock,
      ...figures,
      work: {},
      gaps,
    };
  }
}
