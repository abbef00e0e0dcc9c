export interface KubeconfigOptions {
  readonly server: string;
  /** PEM of the certificate that the server shows; absent for plain HTTP. */
  readonly certificate?: string;
  readonly token: string;
  /** A program that prints an ExecCredential. */
  readonly execPlugin: string;
  /** The namespace of every context. */
  readonly namespace: string;
}

/** The contexts of a fake cluster's kubeconfig, of which `token` is the current one. */
export type FakeContext = 'token' | 'exec-plugin' | 'wrong-token';

/** A kubeconfig file (JSON, which is YAML) with a context for each way to sign in. */
export function kubeconfig(options: KubeconfigOptions): string {
  const { server, certificate, token, execPlugin, namespace } = options;
  const users: Record<FakeContext, object> = {
    token: { token },
    'exec-plugin': {
      // The only version that kubectl 1.20 and 1.35 both take.
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1beta1',
        command: execPlugin,
        args: [],
        env: null,
        interactiveMode: 'Never',
        provideClusterInfo: false,
      },
    },
    'wrong-token': { token: 'not-the-token' },
  };
  const authority = certificate && {
    'certificate-authority-data': Buffer.from(certificate).toString('base64'),
  };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'fake', cluster: { server, ...authority } }],
    users: Object.entries(users).map(([name, user]) => ({ name, user })),
    contexts: Object.keys(users).map((name) => ({
      name,
      context: { cluster: 'fake', user: name, namespace },
    })),
    'current-context': 'token',
  };
  return JSON.stringify(config, null, 2);
}

/** A shell script that signs in with `token`. */
export function execPluginScript(token: string): string {
  const credential = {
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    kind: 'ExecCredential',
    status: { token },
  };
  return `#!/bin/sh\necho '${JSON.stringify(credential)}'\n`;
}
