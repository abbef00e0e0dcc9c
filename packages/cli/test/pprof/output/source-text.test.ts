import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readSourceText } from '../../../src/pprof/output/source-text.js';

it('reads files, and nothing that only looks like one', () => {
  const directory = mkdtempSync(join(tmpdir(), 'heaptide-'));
  try {
    writeFileSync(join(directory, 'a.js'), 'const ä = 1;\n');
    expect(readSourceText('a.js', directory)).toBe('const ä = 1;\n');
    expect(readSourceText(join(directory, 'a.js'), '/')).toBe('const ä = 1;\n');
    expect(readSourceText('missing', directory)).toBeUndefined();
    expect(readSourceText('.', directory)).toBeUndefined();
    expect(readSourceText('/dev/zero', directory)).toBeUndefined();
    expect(readSourceText('a\0b', directory)).toBeUndefined();
  } finally {
    rmSync(directory, { recursive: true });
  }
});

it.runIf(process.platform === 'linux')('does not read files of the kernel, which look empty', () => {
  expect(readSourceText('/proc/self/status', '/')).toBe('');
});
