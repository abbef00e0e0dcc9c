import { describe, expect, it } from 'vitest';
import { joinSite } from '../../src/postmortem/join-site.js';

const frame = (name: string, file: string, line: number, column = 0) => ({
  function: name,
  file,
  line,
  column,
});
const site = (...path: readonly ReturnType<typeof frame>[]) => ({ ...path.at(-1)!, path });
const handle = frame('handle', '/app/server.js', 8, 3);

describe('a class that piles up and the site that allocates it', () => {
  const declaredAt = frame('Session', '/app/session.js', 12, 14);
  const other = site(handle, frame('log', '/app/log.js', 3, 1));

  it('are tied by the place of the constructor', () => {
    const made = site(handle, frame('Session', 'file:///app/session.js', 12, 14));
    const found = joinSite([other, made], { leakedClass: 'Session', declaredAt });
    expect(found).toEqual({ site: made, join: 'constructor' });
  });

  it('are tied by a call path that goes through it', () => {
    const within = site(handle, { ...declaredAt }, frame('fill', '/app/session.js', 30, 5));
    expect(joinSite([other, within], { leakedClass: 'Session', declaredAt })?.join).toBe('call-path');
  });

  it('are tied by the name where there is no place', () => {
    const made = site(handle, frame('new Session', '/elsewhere.js', 1));
    expect(joinSite([other, made], { leakedClass: 'Session' })).toEqual({
      site: made,
      join: 'function-name',
    });
  });

  it('are not tied by a line of another file, nor by another function of one line', () => {
    const elsewhere = site(handle, frame('make', '/app/other/session.js', 12, 14));
    const beside = site(handle, frame('make', '/app/session.js', 12, 99));
    expect(joinSite([elsewhere, beside], { leakedClass: 'Session', declaredAt })).toBeUndefined();
  });
});
