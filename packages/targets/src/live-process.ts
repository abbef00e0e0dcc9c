import type { CaptureSource } from './capture-source.js';
import type { ExactSites, ExactSitesWish } from './exact-sites.js';
import type { CaptureRequest } from './capture-source.js';
import type { WhyAnswer } from '@heaptide/why';
import type { ReceivedCapture } from './heap-endpoint.js';
import type { EndpointQuestion } from './why/endpoint-question.js';

/** A process that is asked for captures, through its agent's endpoint or by its inspector. */
export interface LiveProcess extends CaptureSource {
  /** Reads one capture; errors are those of {@link CaptureSource.capture}. */
  receive(request: CaptureRequest): Promise<ReceivedCapture>;
  /** Only where there is an agent. Errors are those of `HeapEndpoint.exactSites`. */
  exactSites?(wish: ExactSitesWish, signal?: AbortSignal): Promise<ExactSites>;
  /** Only where there is an agent; `whyAskerOf` asks others as well. Errors are those of `HeapEndpoint.why`. */
  why?(question: EndpointQuestion, signal?: AbortSignal): Promise<WhyAnswer>;
  /** Errors are those of `HeapEndpoint.saveHeapSnapshot`. */
  saveHeapSnapshot?(path: string, signal?: AbortSignal): Promise<void>;
  /** Lets go of the connection, and leaves the process as it was found. Resolves in bounded time, and never rejects. */
  close(): Promise<void>;
}
