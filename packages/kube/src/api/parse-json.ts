import { KubeError } from '../kube-error.js';

/** @throws {KubeError} `bad-answer`. */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch (error) {
    throw new KubeError('bad-answer', 'the cluster answered with something that is no JSON', {
      cause: error,
    });
  }
}
