import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeApiServer } from '../fake-api-server.js';
import { loopbackCertificate } from '../tls/loopback-certificate.js';
import { execPluginScript, kubeconfig } from './kubeconfig.js';

export interface FakeClusterOptions {
  /** True when absent. */
  readonly tls?: boolean;
  /** What `/version` says: 1.N; 35 when absent. */
  readonly minor?: number;
  /** The namespace of the contexts; `default` when absent. */
  readonly namespace?: string;
}

export interface FakeCluster {
  readonly server: FakeApiServer;
  /** A file with the contexts `token` (current), `exec-plugin` and `wrong-token`. */
  readonly kubeconfig: string;
  /** The whole environment for kubectl and what starts it: a home of its own, and the kubeconfig. */
  readonly env: NodeJS.ProcessEnv;
  /** Deleted with the cluster. */
  readonly home: string;
  readonly token: string;
  close(): Promise<void>;
}

/** Starts a cluster without objects. Whoever starts it closes it. */
export async function startFakeCluster(options: FakeClusterOptions = {}): Promise<FakeCluster> {
  const { tls = true, minor, namespace = 'default' } = options;
  const token = randomBytes(12).toString('hex');
  const certificate = tls ? loopbackCertificate() : undefined;
  const server = await FakeApiServer.start({
    token,
    ...(certificate && { tls: certificate }),
    ...(minor !== undefined && { minor }),
  });
  const home = mkdtempSync(join(tmpdir(), 'fake-kube-'));
  const directory = join(home, '.kube');
  const file = join(directory, 'config');
  const execPlugin = join(home, 'sign-in.sh');
  mkdirSync(directory);
  writeFileSync(execPlugin, execPluginScript(token), { mode: 0o755 });
  writeFileSync(
    file,
    kubeconfig({
      server: server.url,
      ...(certificate && { certificate: certificate.cert }),
      token,
      execPlugin,
      namespace,
    }),
    { mode: 0o600 },
  );
  return {
    server,
    kubeconfig: file,
    env: environment(home, file),
    home,
    token,
    close: async () => {
      await server.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Without what would lead kubectl or heaptide elsewhere. */
function environment(home: string, file: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(KUBE|HEAPTIDE_KUBECTL|XDG_)/.test(name));
  return { ...Object.fromEntries(kept), HOME: home, KUBECONFIG: file };
}
