import type { ReceivedCapture } from '@heaptide/targets';
import { AnonymousFile } from './anonymous-file.js';
import { CaptureShelf } from './capture-shelf.js';
import { countSites } from './count-sites.js';
import type { OpenDirectoryOptions, OpenedSeries } from './open-directory.js';

export interface OpenGivenOptions extends Omit<OpenDirectoryOptions, 'directory'> {
  /** Reads them, each with metadata, in the order in which they are to be compared. */
  readonly read: () => Promise<readonly ReceivedCapture[]>;
}

/**
 * A few captures that were named one by one, as a shelf. Who names two captures wants them compared, whatever processes they
 * are of: they count as one life.
 * @throws {HeaptideError} what `read` throws.
 */
export async function openGiven(options: OpenGivenOptions): Promise<OpenedSeries> {
  const { read, onCapture, signal } = options;
  const shelf = new CaptureShelf({ ...options, store: new AnonymousFile() });
  for (const { bytes, capture } of await read()) {
    signal?.throwIfAborted();
    const { metadata } = capture;
    if (metadata === undefined) continue;
    const sites = countSites(capture);
    const entry = await shelf.add({ bytes, metadata, sites, life: 1, afterGap: false });
    if (entry !== undefined) await onCapture?.(capture, entry);
  }
  return { shelf, notes: [] };
}
