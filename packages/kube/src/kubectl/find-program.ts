import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { KubeError } from '../kube-error.js';

/** On Windows those that can be started without a shell. */
const ENDINGS = process.platform === 'win32' ? ['.exe', ''] : [''];

/**
 * The file that `name` stands for, looked up along `PATH` where it has no slash.
 * @throws {KubeError} `no-kubectl`.
 */
export function findProgram(name: string, env: NodeJS.ProcessEnv): string {
  const places = /[/\\]/.test(name)
    ? ['']
    : (env.PATH ?? '').split(delimiter).filter((place) => place !== '');
  for (const place of places) {
    for (const ending of ENDINGS) {
      const file = join(place, name) + ending;
      if (isProgram(file)) return place === '' ? name + ending : file;
    }
  }
  throw new KubeError(
    'no-kubectl',
    `cannot start ${name}: there is no such program; install kubectl or name it in HEAPTIDE_KUBECTL`,
  );
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
