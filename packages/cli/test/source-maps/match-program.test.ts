import { describe, expect, it } from 'vitest';
import { type Candidate, matchProgram } from '../../src/source-maps/match-program.js';

const below = (root: string, ...paths: string[]): Candidate[] =>
  paths.map((path) => ({ path: `${root}/${path}`, below: path }));

const one = (path: string) => ({ kind: 'one', path });

describe('matchProgram', () => {
  it('takes the path that ends in most of the same names', () => {
    const candidates = below('/me/project', 'server.js', 'dist/server.js', 'dist/api/server.js');
    expect(matchProgram('/app/dist/server.js', candidates)).toEqual(one('/me/project/dist/server.js'));
    expect(matchProgram('/app/dist/api/server.js', candidates)).toEqual(
      one('/me/project/dist/api/server.js'),
    );
    expect(matchProgram('C:\\app\\dist\\server.js', candidates)).toEqual(one('/me/project/dist/server.js'));
  });

  it('counts the names of the directory itself too', () => {
    const candidates = below('/me/project/dist', 'server.js', 'old/dist/server.js');
    expect(matchProgram('/app/dist/server.js', candidates)).toEqual(one('/me/project/dist/server.js'));
    expect(matchProgram('/srv/server.js', below('/me/build', 'server.js'))).toEqual(
      one('/me/build/server.js'),
    );
  });

  it('takes none of several that fit as well', () => {
    const candidates = below('/me', 'a/dist/server.js', 'b/dist/server.js');
    expect(matchProgram('/app/dist/server.js', candidates)).toEqual({
      kind: 'several',
      paths: ['/me/a/dist/server.js', '/me/b/dist/server.js'],
    });
  });

  it('does not take a base name for a program', () => {
    const candidates = below('/me/project', 'dist/index.js');
    expect(matchProgram('/app/lib/routes/index.js', candidates)).toEqual({ kind: 'none' });
    expect(matchProgram('/app/index.js', [])).toEqual({ kind: 'none' });
  });

  it('takes files of a package for those of the same package only', () => {
    const candidates = below('/me/project', 'dist/index.js', 'node_modules/express/dist/index.js');
    const express = '/app/node_modules/express/dist/index.js';
    expect(matchProgram(express, candidates)).toEqual(one('/me/project/node_modules/express/dist/index.js'));
    expect(matchProgram('/app/node_modules/other/dist/index.js', candidates)).toEqual({ kind: 'none' });
    expect(matchProgram('/app/dist/index.js', candidates)).toEqual(one('/me/project/dist/index.js'));
    expect(matchProgram('/app/express/dist/index.js', candidates.slice(1))).toEqual({ kind: 'none' });
  });
});
