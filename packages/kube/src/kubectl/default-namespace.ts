import { readFileSync } from 'node:fs';
import type { KubectlOptions } from './kubectl-options.js';
import { runKubectl } from './run-kubectl.js';

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount/namespace';
const ANSWER_MS = 15_000;
const MOST_BYTES = 4096;

/**
 * The namespace that kubectl would use: the one asked for, that of the context, in a pod without a kubeconfig that of its service account, else
 * `default`. Does not ask the cluster, and says nothing of a kubeconfig that does not hold: whatever uses it will.
 * @throws {KubeError} `no-kubectl`; the reason of `signal`.
 */
export async function defaultNamespace(
  options: KubectlOptions,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<string> {
  const asked = options.args.findLast((arg) => arg.startsWith('--namespace='));
  if (asked !== undefined) return asked.slice('--namespace='.length);
  const view = ['config', 'view', '--minify', '-o', 'jsonpath={..namespace}'];
  const { code, stdout } = await runKubectl(options, view, {
    timeoutMs: ANSWER_MS,
    maxBytes: MOST_BYTES,
    signal,
  });
  const named = code === 0 ? stdout.toString('utf8').trim() : (namespaceInPod(options.env) ?? '');
  return named === '' ? 'default' : named;
}

/** As client-go finds it. */
function namespaceInPod(env: NodeJS.ProcessEnv): string | undefined {
  if (env.KUBERNETES_SERVICE_HOST === undefined) return undefined;
  try {
    return env.POD_NAMESPACE ?? readFileSync(SERVICE_ACCOUNT, 'utf8').trim();
  } catch {
    return undefined;
  }
}
