import type { PodAddress } from '@heaptide/kube';
import type { PodEndpoint } from './pod-endpoint.js';

/** Where a process answers. Data alone: whoever holds it can connect from any thread, while who reached it keeps the way open. */
export type ProcessAddress =
  | {
      readonly kind: 'url';
      readonly name: string;
      readonly url: string;
      /** What it is called in place of the host and path of the URL. */
      readonly title?: string;
    }
  | ({ readonly kind: 'pod'; readonly pod: PodAddress } & PodEndpoint)
  | {
      readonly kind: 'inspector';
      readonly name: string;
      readonly host: string;
      readonly port: number;
      /** The inspector is that of a process in this pod. */
      readonly pod?: PodAddress;
      /** Mean bytes between two samples. */
      readonly interval?: number;
      /** Milliseconds that are sampled before the first capture is read. */
      readonly windowMs: number;
      /** As in `AttachOptions`. */
      readonly withGarbage?: boolean;
    };
