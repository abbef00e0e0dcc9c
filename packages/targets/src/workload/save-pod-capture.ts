import { join } from 'node:path';
import type { ReceivedCapture } from '../heap-endpoint.js';
import { saveCapture } from '../save-capture.js';
import { writeWholeFile } from '../write-whole-file.js';
import type { WatchedPod } from './watched-pod.js';

/** A file system takes 255 bytes in a name. */
const LONGEST_NAME = 120;
/** Characters of a UID that tell two pods of one name apart. */
const UID_LENGTH = 8;

type PodLife = Pick<WatchedPod, 'name' | 'uid' | 'restarts'>;

/**
 * Saves a capture of a pod as `POD-UID-RESTARTS-TIME.pb.gz` into `directory`, and gives its path. For the one capture that is to
 * outlive the pod: where all are saved see {@link savePodSeries}.
 * @throws {HeaptideError} `HT_E_UNWRITABLE`.
 */
export async function savePodCapture(
  { capture, bytes }: ReceivedCapture,
  { pod, directory }: { readonly pod: PodLife; readonly directory: string },
): Promise<string> {
  const time = new Date(capture.metadata?.time ?? Date.now()).toISOString().replace(/[:.]/g, '-');
  const path = join(directory, `${podLifeName(pod)}-${time}.pb.gz`);
  await writeWholeFile(path, bytes, 0o600);
  return path;
}

/**
 * Saves a capture into the directory of its series, `POD-UID-RESTARTS` below `directory`, as {@link saveCapture} does: each is
 * a series by itself, since what lived before a restart does not live after it.
 * @throws {HeaptideError} `HT_E_UNWRITABLE`.
 */
export function savePodSeries(
  received: ReceivedCapture,
  { pod, directory }: { readonly pod: PodLife; readonly directory: string },
): Promise<string> {
  return saveCapture(received, join(directory, podLifeName(pod)));
}

/** A name for files of one life of a pod: no path, whatever the cluster calls it. */
export function podLifeName({ name, uid, restarts }: PodLife): string {
  const plain = (text: string) => text.replace(/[^\w.-]+/g, '_').replace(/^[.-]+/, '');
  return `${plain(name).slice(0, LONGEST_NAME) || 'pod'}-${plain(uid).slice(0, UID_LENGTH) || 'x'}-${restarts}`;
}
