import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

const inRoot = (path: string): string => fileURLToPath(new URL(path, root));

const DEPLOY = 'packages/proxy/deploy/';

/** A file or folder of packages/proxy/deploy. */
export function deployPath(path: string): string {
  return inRoot(`${DEPLOY}${path}`);
}

export const CHART = deployPath('helm/heaptide-proxy');
export const KREW = inRoot('packages/cli/krew/');
export const GUIDE = inRoot('docs/kubernetes-deployment.md');
export const CLI_PACKAGE = inRoot('packages/cli/package.json');
