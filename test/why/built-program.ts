import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { pathInFolder, type WhyProgram } from './manifest.js';

const OUT = fileURLToPath(new URL('../../.build/why-programs/', import.meta.url));

/** The file to run: the program itself, or what a bundler makes of it, with a source map beside it. */
export async function builtProgram({ name, file, build }: WhyProgram): Promise<string> {
  const source = pathInFolder(file);
  if (build === undefined) return source;
  const built = join(OUT, `${name}.mjs`);
  await mkdir(OUT, { recursive: true });
  const bundle = await rolldown({ input: source, platform: 'node', logLevel: 'silent' });
  await bundle.write({ file: built, format: 'esm', sourcemap: true, minify: build === 'minified' });
  await bundle.close();
  return built;
}
