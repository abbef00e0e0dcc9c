import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { runNode } from '../agent/run-node.js';

/** What allocates and keeps: a method, a constructor, and an arrow function that is assigned to a name. */
const SESSIONS = `export interface Seen {
  readonly id: number;
}

export class SessionRecord {
  readonly values: number[];

  constructor(readonly id: number) {
    this.values = Array.from({ length: 4 }, (_, place): number => id + place);
  }
}

export const openSession = (id: number): SessionRecord => {
  return new SessionRecord(id);
};

export class SessionStore {
  readonly #kept: Seen[] = [];

  rememberVisit(id: number): void {
    this.#kept.push({ id });
  }
}
`;

const SERVER = `import { createServer } from 'node:http';
import { openSession, SessionStore, type SessionRecord } from './sessions.js';

const store = new SessionStore();
const open: SessionRecord[] = [];

type Query = URLSearchParams;

function keepSessions(query: Query): void {
  const count = Number(query.get('n'));
  for (let i = 0; i < count; i++) {
    store.rememberVisit(i);
    open.push(openSession(i));
    kept.push({ id: i, name: 'visit' });
  }
}

const kept: { readonly id: number; readonly name: string }[] = [];

const server = createServer((request, response) => {
  keepSessions(new URL(request.url ?? '/', 'http://localhost').searchParams);
  response.setHeader('Connection', 'close').end('done\\n');
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(\`listening http://127.0.0.1:\${address.port}\`);
});
`;

/** 1-based lines of the sources where the functions begin. */
export const BEGINS = {
  keepSessions: lineOf(SERVER, 'function keepSessions'),
  rememberVisit: lineOf(SESSIONS, 'rememberVisit('),
  SessionRecord: lineOf(SESSIONS, 'constructor('),
  openSession: lineOf(SESSIONS, 'export const openSession'),
} as const;

/** A TypeScript program, compiled or bundled in a directory of its own. */
export interface BuiltProgram {
  /** Of the sources. */
  readonly src: string;
  /** Of what was built. */
  readonly dist: string;
  /** The file to run. */
  readonly main: string;
}

/** Compiles the program by tsc, each file with a map beside it. */
export async function compileProgram(directory: string): Promise<BuiltProgram> {
  const { src, dist } = await writeSources(directory);
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const config = {
    compilerOptions: {
      ...{
        target: 'es2022',
        module: 'nodenext',
        types: ['node'],
        sourceMap: true,
        rootDir: src,
        outDir: dist,
      },
      typeRoots: [fileURLToPath(new URL('../../node_modules/@types', import.meta.url))],
    },
    files: [join(src, 'server.ts')],
  };
  await writeFile(join(directory, 'tsconfig.json'), JSON.stringify(config));
  const run = await runNode([tsc, '-p', directory]);
  if (run.code !== 0) throw new Error(`tsc ended with ${run.code}: ${run.stdout}`);
  return { src, dist, main: join(dist, 'server.js') };
}

/** Makes one minified file of the program, its map beside it or in it. */
export async function bundleProgram(directory: string, sourcemap: true | 'inline'): Promise<BuiltProgram> {
  const { src, dist } = await writeSources(directory);
  const main = join(dist, 'bundle.mjs');
  const bundle = await rolldown({ input: join(src, 'server.ts'), platform: 'node', logLevel: 'silent' });
  await bundle.write({ file: main, format: 'esm', minify: true, sourcemap });
  await bundle.close();
  return { src, dist, main };
}

async function writeSources(directory: string): Promise<{ src: string; dist: string }> {
  const src = join(directory, 'src');
  await mkdir(src, { recursive: true });
  await writeFile(join(directory, 'package.json'), '{ "type": "module" }');
  await writeFile(join(src, 'sessions.ts'), SESSIONS);
  await writeFile(join(src, 'server.ts'), SERVER);
  return { src, dist: join(directory, 'dist') };
}

function lineOf(source: string, text: string): number {
  return source.slice(0, source.indexOf(text)).split('\n').length;
}
