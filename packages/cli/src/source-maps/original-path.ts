import { dirname, resolve } from 'node:path';
import { localPath, percentDecoded } from './local-path.js';

/** `webpack://name/./src/a.ts?1a2b`, `webpack-internal:///`, `turbopack:///[project]/`: paths below a project's root. */
const BUNDLER_URL = /^(?:webpack(?:-internal)?|turbopack):\/\/[^/]*\/(?:\[project\]\/)?(?:\.\/)?/;
const OTHER_URL = /^[a-z][a-z0-9+.-]+:/i;

export interface OriginalPathOptions {
  /** The map's `sourceRoot`. */
  readonly sourceRoot: string;
  /** The file that holds the map; sources are relative to it. */
  readonly mapFile: string;
}

/**
 * The path of a source that a map names: absolute, or, of bundlers that name sources by a URL of their own, relative to the
 * root of the project. A URL of the web stays one.
 */
export function originalPath(source: string, { sourceRoot, mapFile }: OriginalPathOptions): string {
  const rooted =
    sourceRoot === '' || OTHER_URL.test(source) || source.startsWith('/')
      ? source
      : `${sourceRoot.replace(/\/$/, '')}/${source}`;
  const bundled = BUNDLER_URL.exec(rooted);
  if (bundled !== null) return withoutQuery(rooted.slice(bundled[0].length));
  const local = localPath(rooted);
  if (local === undefined) return rooted;
  return local === rooted ? resolve(dirname(mapFile), percentDecoded(withoutQuery(local))) : local;
}

/** Bundlers tell several modules of one file apart by a query. */
function withoutQuery(path: string): string {
  return path.replace(/\?[^/]*$/, '');
}
