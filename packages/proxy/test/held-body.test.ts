import { describe, expect, it } from 'vitest';
import { HeldBody } from '../src/held-body.js';
import { SNIFF_LIMIT_BYTES } from '../src/initialize-sniffer.js';

describe('HeldBody', () => {
  it('holds a small body whole', () => {
    const held = new HeldBody();
    held.push(Buffer.from('ab'));
    held.push(Buffer.from('cd'));
    expect(held.intact).toBe(true);
    expect(held.chunks.map(String)).toEqual(['ab', 'cd']);
    expect(held.prefix().toString()).toBe('abcd');
  });

  it('holds exactly the limit of a larger one, and says that it is not whole', () => {
    const held = new HeldBody();
    held.push(Buffer.alloc(SNIFF_LIMIT_BYTES - 1, 'a'));
    held.push(Buffer.from('bc'));
    held.push(Buffer.from('d'));
    expect(held.intact).toBe(false);
    expect(held.prefix()).toHaveLength(SNIFF_LIMIT_BYTES);
    expect(held.prefix().at(-1)).toBe('b'.charCodeAt(0));
  });

  it('is whole at the limit', () => {
    const held = new HeldBody();
    held.push(Buffer.alloc(SNIFF_LIMIT_BYTES));
    expect(held.intact).toBe(true);
  });

  it('lets go of everything once released', () => {
    const held = new HeldBody();
    held.push(Buffer.from('ab'));
    held.release();
    held.push(Buffer.from('cd'));
    expect(held.intact).toBe(false);
    expect(held.prefix()).toHaveLength(0);
  });
});
