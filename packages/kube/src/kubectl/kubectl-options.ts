import { existsSync } from 'node:fs';
import { shellWords } from '../pods/heap/shell-words.js';

/** How kubectl is called: data alone, so that it can go to another thread. */
export interface KubectlOptions {
  readonly binary: string;
  /** What goes before every command: words of the program itself, and what kubectl is asked of the user, such as `--context=NAME`. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** What a person says of the cluster, as to kubectl itself. */
export interface KubectlWishes {
  readonly context?: string | undefined;
  readonly kubeconfig?: string | undefined;
  readonly namespace?: string | undefined;
  readonly as?: string | undefined;
  readonly asGroup?: readonly string[] | undefined;
  /** `HEAPTIDE_KUBECTL` of it may name another program, with its first words: `oc`, `tsh kubectl`, `"/opt/my tools/kubectl"`. */
  readonly env: NodeJS.ProcessEnv;
}

export function kubectlOptions({ env, ...wishes }: KubectlWishes): KubectlOptions {
  const [binary, ...words] = programWords(env.HEAPTIDE_KUBECTL?.trim() ?? '');
  return {
    binary: binary ?? 'kubectl',
    args: [
      ...words,
      ...flag('context', wishes.context),
      ...flag('kubeconfig', wishes.kubeconfig),
      ...flag('namespace', wishes.namespace),
      ...flag('as', wishes.as),
      ...(wishes.asGroup ?? []).flatMap((group) => flag('as-group', group)),
    ],
    env,
  };
}

function programWords(text: string): readonly string[] {
  // A path may have spaces or backslashes in it.
  return existsSync(text) ? [text] : shellWords(text);
}

/** One word, so that no value is taken for a flag. */
function flag(name: string, value: string | undefined): readonly string[] {
  return value === undefined || value === '' ? [] : [`--${name}=${value}`];
}
