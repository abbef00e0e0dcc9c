import { describe, expect, it } from 'vitest';
import { type AnsweredExchange, noteAnswer } from '../../src/exchange/session-rules.js';
import { SessionTable } from '../../src/sessions/session-table.js';

const ORIGIN = { address: '127.0.0.1:3001', target: '/mcp', initialize: undefined };

function exchange(over: Partial<AnsweredExchange>): AnsweredExchange {
  return {
    method: 'POST',
    isInitialize: false,
    session: undefined,
    target: '/mcp',
    status: 200,
    answerId: undefined,
    address: '127.0.0.1:3001',
    body: () => Buffer.from('{}'),
    ...over,
  };
}

function tableWith(...ids: string[]): SessionTable {
  const table = new SessionTable();
  for (const id of ids) table.create(id, ORIGIN);
  return table;
}

describe('S1: a session begins', () => {
  it.each([
    { isInitialize: true, status: 200, answerId: 's', size: 1 },
    { isInitialize: true, status: 202, answerId: 's', size: 1 },
    { isInitialize: true, status: 200, answerId: undefined, size: 0 },
    { isInitialize: true, status: 400, answerId: 's', size: 0 },
    { isInitialize: true, status: 302, answerId: 's', size: 0 },
    { isInitialize: false, status: 200, answerId: 's', size: 0 },
  ])('$size with initialize $isInitialize, $status, id $answerId', ({ size, ...answered }) => {
    const table = new SessionTable();
    void noteAnswer(table, exchange(answered));
    expect(table.size).toBe(size);
    table.close();
  });

  it('with where it began and what it began with', () => {
    const table = new SessionTable();
    void noteAnswer(
      table,
      exchange({ isInitialize: true, answerId: 's', body: () => Buffer.from('[init]') }),
    );
    expect(table.find('s')!.origin).toMatchObject({ address: '127.0.0.1:3001', target: '/mcp' });
    expect(table.find('s')!.origin.initialize!.toString()).toBe('[init]');
    table.close();
  });
});

describe('S2: a session ends with DELETE', () => {
  it.each([
    { status: 200, left: 0 },
    { status: 204, left: 0 },
    { status: 404, left: 0 },
    { status: 405, left: 1 },
    { status: 500, left: 1 },
    { status: 401, left: 1 },
  ])('answered $status: $left left', ({ status, left }) => {
    const table = tableWith('s');
    void noteAnswer(table, exchange({ method: 'DELETE', session: table.find('s'), status }));
    expect(table.size).toBe(left);
    table.close();
  });
});

describe('S3: a session ends with a 404', () => {
  it.each([
    { target: '/mcp', status: 404, left: 0 },
    { target: '/mcp/other', status: 404, left: 1 },
    { target: '/mcp', status: 400, left: 1 },
    { target: '/mcp', status: 500, left: 1 },
  ])('$status at $target: $left left', ({ target, status, left }) => {
    const table = tableWith('s');
    void noteAnswer(table, exchange({ method: 'GET', session: table.find('s'), target, status }));
    expect(table.size).toBe(left);
    table.close();
  });
});

describe('S4: what has ended', () => {
  it('does not come back with a late answer, not even one to an initialize', () => {
    const table = tableWith('s');
    const session = table.find('s');
    void noteAnswer(table, exchange({ method: 'DELETE', session, answerId: 's' }));
    void noteAnswer(table, exchange({ session, answerId: 's' }));
    void noteAnswer(table, exchange({ isInitialize: true, answerId: 's' }));
    expect(table.size).toBe(0);
    table.close();
  });
});
