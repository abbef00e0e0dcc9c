import { expect, it } from 'vitest';
import { type ProxyFigures, ProxyNotes } from '../../src/proxy/log/proxy-notes.js';

const NOTHING: ProxyFigures = {
  answered: 0,
  upstreamFailures: 0,
  lastFailure: undefined,
  upstreamStatus: 'healthy',
  recovered: 0,
  recoveriesFailed: 0,
  evicted: 0,
  connectionsTurnedAway: 0,
};

/** What is told, look by look, a second apart. */
function told(...looks: Partial<ProxyFigures>[]): string[] {
  const notes = new ProxyNotes(NOTHING);
  let figures = NOTHING;
  return looks.map((look, second) => {
    figures = { ...figures, ...look };
    return notes
      .look(figures, second * 1000)
      .map(({ level, message, fields }) => `${level} ${message} ${JSON.stringify(fields)}`)
      .join('; ');
  });
}

it('says nothing where nothing happens', () => {
  expect(told({}, { answered: 5 }, { answered: 9, upstreamStatus: 'degraded' })).toEqual(['', '', '']);
});

it('tells of an upstream that fails once a look with the number, and when it is back', () => {
  const looks = told(
    { upstreamFailures: 3, lastFailure: 'connection refused' },
    { upstreamFailures: 1003, answered: 1 },
    {},
    { answered: 2 },
    { answered: 3 },
  );
  expect(looks).toEqual([
    'warn upstream failing {"requests":3,"reason":"connection refused"}',
    'warn upstream failing {"requests":1000,"reason":"connection refused"}',
    '',
    'info upstream back {}',
    '',
  ]);
});

it('tells of health when it changes', () => {
  const looks = told({ upstreamStatus: 'unhealthy' }, {}, { upstreamStatus: 'healthy' });
  expect(looks).toEqual(['warn upstream unhealthy {}', '', 'info upstream healthy again {}']);
});

it('tells of recoveries and of connections that were turned away', () => {
  const looks = told({ recovered: 2, recoveriesFailed: 1, connectionsTurnedAway: 7 }, {});
  expect(looks).toEqual([
    'info sessions recovered {"sessions":2}; warn sessions not recovered {"sessions":1}; ' +
      'warn connections turned away {"connections":7}',
    '',
  ]);
});

it('tells of evictions once a minute, with all that have not been told', () => {
  const looks = told(
    { evicted: 5 },
    ...Array.from({ length: 59 }, (_, index) => ({ evicted: 6 + index })),
    { evicted: 65 },
    {},
  );
  expect(looks.filter((look) => look !== '')).toEqual([
    'warn sessions evicted to make room {"sessions":5}',
    'warn sessions evicted to make room {"sessions":60}',
  ]);
  expect(looks[60]).not.toBe('');
});
