import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.js';

const BUNDLED = fileURLToPath(new URL('../../packages/cli/bundled/', import.meta.url));
const BASE = pathToFileURL(BUNDLED).href;
/** What only the code that speaks with kubectl and the cluster says. */
const WORDS = ['--unix-socket=', 'portforward.k8s.io', 'metrics.k8s.io'];

const texts = readdirSync(BUNDLED)
  .filter((name) => name.endsWith('.js'))
  .map((name) => ({ name, text: readFileSync(join(BUNDLED, name), 'utf8') }));

/** For each of the words the chunks that say it. */
const chunks = WORDS.map((words) => ({
  words,
  names: texts.filter(({ text }) => text.includes(words)).map(({ name }) => name),
}));

/** Chunks that a command line has loaded by its end, as V8 tells. */
async function loadedBy(args: readonly string[]): Promise<readonly string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'loaded-'));
  try {
    await runCli(args, { env: { NODE_V8_COVERAGE: directory } });
    const urls = readdirSync(directory).flatMap((name) => {
      const { result } = JSON.parse(readFileSync(join(directory, name), 'utf8')) as Coverage;
      return result.map(({ url }) => url);
    });
    return urls.filter((url) => url.startsWith(BASE)).map((url) => url.slice(BASE.length));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

interface Coverage {
  readonly result: readonly { readonly url: string }[];
}

describe('what reaches into pods', () => {
  it.each(chunks)('is in chunks of its own: $words', ({ names }) => {
    expect(names.length).toBeGreaterThan(0);
    expect(names).not.toContain('main.js');
  });

  it.each([
    [['--help']],
    [['watch', '--help']],
    [['forward', '--help']],
    [['doctor', '--help']],
    [['completion']],
    [['--get-yargs-completions', 'heaptide', 'wa']],
    [['top', join(BUNDLED, 'no-such.pb.gz')]],
  ])('is not loaded by heaptide %s', async (args) => {
    const loaded = await loadedBy(args);
    expect(loaded).toContain('main.js');
    expect(loaded.filter((name) => chunks.some(({ names }) => names.includes(name)))).toEqual([]);
  });

  it('is loaded where a pod is named', async () => {
    const loaded = await loadedBy(['top', 'pod/x', '--kubeconfig', '/nonexistent']);
    for (const { names } of chunks.slice(0, 2)) {
      expect(names.filter((name) => loaded.includes(name))).not.toEqual([]);
    }
  });
});
