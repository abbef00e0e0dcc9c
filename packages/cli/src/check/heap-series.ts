import { type GrowthReport, type HuntOptions, judgeSeries } from '@heaptide/growth';
import { type Capture, type CaptureMetadata, HeapEndpoint, saveCapture } from '@heaptide/targets';
import { hasWorked } from './has-worked.js';

export interface HeapSeriesOptions {
  readonly heapUrl: URL;
  /** Bound on one capture. */
  readonly timeoutMs: number;
  /** Puts original names into a capture. */
  readonly applyTo: (capture: Capture) => Capture;
  /** Directory to save the captures into. */
  readonly save: string | undefined;
  readonly hunt: HuntOptions;
}

/** The captures of one process, in order. */
export class HeapSeries {
  readonly #options: HeapSeriesOptions;
  readonly #endpoint: HeapEndpoint;
  readonly #captures: Capture[] = [];

  constructor(options: HeapSeriesOptions) {
    this.#options = options;
    this.#endpoint = new HeapEndpoint(options.heapUrl, options);
  }

  /** Reads one capture, after a collection. Throws as {@link HeapEndpoint.receive} and {@link saveCapture} do. */
  async read(signal: AbortSignal): Promise<void> {
    const { applyTo, save } = this.#options;
    const received = await this.#endpoint.receive({ gc: true, signal });
    if (save !== undefined) await saveCapture(received, save);
    this.#captures.push(applyTo(received.capture));
  }

  /** @throws {HeaptideError} what {@link judgeSeries} throws. */
  judge(): GrowthReport {
    return judgeSeries(this.#captures, this.#options.hunt);
  }

  /** Whether the program was seen to do something. */
  get worked(): boolean {
    return hasWorked(this.#captures.flatMap(({ metadata }) => metadata ?? []));
  }

  /** Figures of the newest capture. */
  get newest(): CaptureMetadata | undefined {
    return this.#captures.at(-1)?.metadata;
  }
}
