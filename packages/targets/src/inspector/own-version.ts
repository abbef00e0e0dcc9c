import { existsSync, readFileSync } from 'node:fs';

/** The version of the package that this code was published in: it may have been bundled into another. */
export function ownVersion(): string {
  for (let directory = new URL('.', import.meta.url); ; directory = new URL('..', directory)) {
    const manifest = new URL('package.json', directory);
    if (existsSync(manifest)) {
      const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version?: string };
      if (version !== undefined) return version;
    }
    if (directory.pathname === '/' || directory.href === new URL('..', directory).href) return 'unknown';
  }
}
