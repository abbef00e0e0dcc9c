import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ERROR_TABLE } from '../src/error-table.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Every error code that stands in the sources of a package, the table itself left out. */
function codesInSources(): Set<string> {
  const codes = new Set<string>();
  for (const folder of readdirSync(join(root, 'packages'))) {
    const sources = join(root, 'packages', folder, 'src');
    for (const file of readdirSync(sources, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file) || file.endsWith('error-table.ts')) continue;
      const text = readFileSync(join(sources, file), 'utf8');
      for (const [, code] of text.matchAll(/'(HT_E_[A-Z_]+)'/g)) codes.add(code!);
    }
  }
  return codes;
}

describe('the error table', () => {
  it('has each code once, and exactly the codes that the packages throw', () => {
    const codes = ERROR_TABLE.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect([...codes].sort()).toEqual([...codesInSources()].sort());
  });

  it('is what docs/errors.md lists', () => {
    const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');
    const sections = page.split(/^## /m).slice(1);
    const listed = sections.map((section) => section.replace(/\s+/g, ' ').trim());
    expect(listed).toEqual(
      ERROR_TABLE.map(
        ({ code, meaning, cause, next }) =>
          `${code} ${meaning} - Likely cause: ${cause} - Next step: ${next}`,
      ),
    );
  });
});
