import { Agent, request as httpRequest } from 'node:http';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Program, startProgram } from '../support/child-program.js';
import { cliPath } from '../support/session-story.js';
import { until } from '../support/until.js';
import { type Answer, send } from '../proxy/http-client.js';
import { FakeMcpServer } from '../proxy/fake-mcp-server.js';
import { waitFor } from '../proxy/proxy-under-test.js';
import { missingRedis, type RedisServer, startRedis } from './redis-server.js';

const INITIALIZE = '{"jsonrpc":"2.0","id":0,"method":"initialize","params":{}}';
const INITIALIZED = '{"jsonrpc":"2.0","method":"notifications/initialized"}';
const WORKERS = 20;

if (missingRedis !== undefined) console.log(`skipped: ${missingRedis}`);

function call(number: number): string {
  return `{"jsonrpc":"2.0","id":${number},"method":"tools/call","params":{}}`;
}

describe.skipIf(missingRedis !== undefined)('X5: two proxies on one store', () => {
  let redis: RedisServer;
  let server: FakeMcpServer;
  let proxies: Program[];

  beforeAll(async () => {
    redis = await startRedis();
    server = await FakeMcpServer.start();
    proxies = await Promise.all([startProxy(), startProxy()]);
  });

  afterAll(async () => {
    for (const proxy of proxies) await proxy.stop();
    await server.stop();
    await redis.stop();
  });

  function startProxy(): Promise<Program> {
    return startProgram({
      args: [
        ...[cliPath, 'proxy', '--upstream', server.url, '--port', '0', '--max-heap', 'off'],
        // A session that either does not find is a session lost.
        ...['--store', `redis://127.0.0.1:${redis.port}`, '--unknown-sessions', 'refuse'],
      ],
    });
  }

  function post(proxy: Program, body: string, id?: string): Promise<Answer> {
    const headers = id === undefined ? {} : { 'Mcp-Session-Id': id };
    return send(proxy.url, { method: 'POST', headers, body: [body] });
  }

  async function begin(proxy: Program): Promise<string> {
    const answer = await post(proxy, INITIALIZE);
    expect(answer.status).toBe(200);
    return String(answer.headers['mcp-session-id']);
  }

  it('what one began the other continues, and ends for both', async () => {
    const [first, second] = proxies as [Program, Program];
    const id = await begin(first);
    expect((await post(second, INITIALIZED, id)).status).toBe(202);
    expect((await post(second, call(1), id)).status).toBe(200);
    expect((await post(first, call(2), id)).status).toBe(200);
    expect((await send(second.url, { method: 'DELETE', headers: { 'Mcp-Session-Id': id } })).status).toBe(
      200,
    );
    expect((await post(first, call(3), id)).status).toBe(404);
    expect(server.methods().filter((method) => method === 'initialize')).toHaveLength(1);
  });

  it('what one has recovered the other knows by its new id, and the client by its own', async () => {
    const [first, second] = proxies as [Program, Program];
    const id = await begin(first);
    server.sessions.clear();
    for (const proxy of [first, second, first]) {
      const answer = await post(proxy, call(1), id);
      expect(answer.status).toBe(200);
      expect(answer.headers['mcp-session-id']).toBe(id);
    }
    expect(server.sessions.size).toBe(1);
  });

  it('both find the same session lost at once: one upstream session is left', async () => {
    const id = await begin(proxies[0]!);
    server.sessions.clear();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, number) => post(proxies[number % 2]!, call(number), id)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    await until(() => server.sessions.size === 1, 5_000);
  });

  it('S9: a store that is down makes a 503 that says when to come back, and is used again when it is up', async () => {
    const [first] = proxies as [Program, Program];
    const id = await begin(first);
    await redis.stop();
    for (const body of [call(1), INITIALIZE]) {
      const answer = await post(first, body, body === INITIALIZE ? undefined : id);
      expect(answer.status).toBe(503);
      expect(answer.headers['retry-after']).toBe('1');
    }
    expect((await send(new URL('/health', first.url))).status).toBe(503);
    const before = server.methods().length;
    redis = await startRedis({ port: redis.port });
    await waitFor('the store to be found again by both', async () => {
      const answers = await Promise.all(proxies.map(({ url }) => send(new URL('/health', url))));
      return answers.every(({ status }) => status === 200);
    });
    expect(server.methods()).toHaveLength(before);
    // What the store forgot is unknown to both; what begins now is not.
    expect((await post(first, call(2), id)).status).toBe(404);
    expect((await post(proxies[1]!, call(3), await begin(first))).status).toBe(200);
  });

  it('one is killed under load: no session is lost, and nothing fails but what was in flight on it', async () => {
    const [victim, survivor] = proxies as [Program, Program];
    const agent = new Agent({ keepAlive: true });
    const failures: string[] = [];
    let inFlightOnVictim = 0;
    let brokenOff = 0;
    let calls = 0;
    let isKilled = false;
    let isDone = false;

    const one = (proxy: Program, body: string, id: string) =>
      new Promise<number>((resolve, reject) => {
        const request = httpRequest(
          proxy.url,
          { method: 'POST', agent, headers: { 'Mcp-Session-Id': id, 'Content-Length': body.length } },
          (answer) => {
            answer.resume().on('end', () => resolve(answer.statusCode!));
            answer.on('error', reject);
          },
        );
        request.on('error', reject).end(body);
      });

    async function work(worker: number): Promise<void> {
      const id = await begin(worker % 2 === 0 ? victim : survivor);
      for (let number = 0; !isDone; number += 1) {
        const isOnVictim = !isKilled && (number + worker) % 2 === 0;
        const wasKilledBefore = isKilled;
        if (isOnVictim) inFlightOnVictim += 1;
        try {
          const status = await one(isOnVictim ? victim : survivor, call(number), id);
          calls += 1;
          if (status !== 200) failures.push(`${status} of ${isOnVictim ? 'the victim' : 'the survivor'}`);
        } catch (error) {
          if (isOnVictim && !wasKilledBefore && isKilled) brokenOff += 1;
          else failures.push(String(error));
        } finally {
          if (isOnVictim) inFlightOnVictim -= 1;
        }
      }
      // Its session is there to the end.
      expect(await one(survivor, call(0), id)).toBe(200);
    }

    const workers = Promise.all(Array.from({ length: WORKERS }, (_, worker) => work(worker)));
    await until(() => calls > 500, 20_000);
    const inFlight = inFlightOnVictim;
    isKilled = true;
    process.kill(victim.pid, 'SIGKILL');
    const before = calls;
    await until(() => calls > before + 500, 20_000);
    isDone = true;
    await workers;
    agent.destroy();
    expect(failures).toEqual([]);
    expect(brokenOff).toBeLessThanOrEqual(inFlight);
    console.log(
      `${calls} calls, ${inFlight} in flight on the proxy that was killed, ${brokenOff} broken off`,
    );
  });
});
