import { describe, expect, it } from 'vitest';
import { podFacts } from '../../../src/pods/pod-facts.js';
import { choosePort, type PortWish } from '../../../src/pods/workload/choose-port.js';
import { podJson } from '../pod-json.js';

function container(name: string, ports: Record<string, number>, env: Record<string, string> = {}) {
  return {
    name,
    ports: Object.entries(ports).map(([port, containerPort]) => ({ name: port, containerPort })),
    env: Object.entries(env).map(([variable, value]) => ({ name: variable, value })),
  };
}

function pod(containers: readonly unknown[], annotations = {}) {
  return podFacts(podJson('web-1', { metadata: { annotations }, spec: { containers } }))!;
}

const WEB = container('app', { http: 3000 });
const MESH = container('mesh', { admin: 15_000, pprof: 15_014 });

function chosen(facts: ReturnType<typeof pod>, wish?: PortWish) {
  const { port, container: of } = choosePort(facts, wish);
  return [port, of.name];
}

describe('choosePort', () => {
  it('takes the port that is named for it, the plainest name first', () => {
    expect(chosen(pod([WEB, MESH]))).toEqual([15_014, 'mesh']);
    expect(chosen(pod([MESH, container('app', { heaptide: 7000 })]))).toEqual([7000, 'app']);
    expect(chosen(pod([MESH, container('app', { heaptide: 7000, debug: 7001 })]))).toEqual([7001, 'app']);
  });

  it('narrows to a container', () => {
    expect(chosen(pod([WEB, MESH]), { container: 'app' })).toEqual([6060, 'app']);
    expect(() => choosePort(pod([WEB, MESH]), { container: 'db' })).toThrow(
      'pod/web-1 has no container db; it has app, mesh',
    );
  });

  it.each([
    ['127.0.0.1:7070', 7070],
    [':7070', 7070],
    ['7070', 7070],
    ['[::1]:7070', 7070],
    ['$(HOST):7070', 7070],
    ['127.0.0.1', 6060],
  ])('takes HEAPTIDE_ADDR=%s for %d', (address, port) => {
    const agent = container('worker', {}, { HEAPTIDE_ADDR: address });
    expect(chosen(pod([WEB, agent]))).toEqual([port, 'worker']);
  });

  it('takes 6060 of the default container where nothing tells another', () => {
    expect(chosen(pod([WEB, container('b', {})]))).toEqual([6060, 'app']);
    const annotations = { 'kubectl.kubernetes.io/default-container': 'b' };
    expect(chosen(pod([WEB, container('b', {})], annotations))).toEqual([6060, 'b']);
    expect(chosen(pod([container('a', {}, { HEAPTIDE_ADDR: '127.0.0.1:0' }), WEB]))).toEqual([6060, 'a']);
  });

  it('does what it is told, by number or by name', () => {
    expect(chosen(pod([MESH, WEB]), { port: '3000' })).toEqual([3000, 'app']);
    expect(chosen(pod([MESH, WEB]), { port: '9999' })).toEqual([9999, 'mesh']);
    expect(chosen(pod([MESH, WEB]), { port: 'http' })).toEqual([3000, 'app']);
    expect(() => choosePort(pod([MESH, WEB]), { port: 'nope' })).toThrow(
      'pod/web-1 has no port named nope; it has admin, pprof, http',
    );
  });

  it("leads a service's port to its target, and others straight into the pod", () => {
    const servicePorts = [
      { name: 'web', port: 80, target: 'http' },
      { name: 'debug', port: 81, target: 6061 },
      { name: undefined, port: 82, target: 'gone' },
    ];
    expect(chosen(pod([WEB]), { port: '80', servicePorts })).toEqual([3000, 'app']);
    expect(chosen(pod([WEB]), { port: 'web', servicePorts })).toEqual([3000, 'app']);
    expect(chosen(pod([WEB]), { port: 'debug', servicePorts })).toEqual([6061, 'app']);
    expect(chosen(pod([WEB]), { port: '6060', servicePorts })).toEqual([6060, 'app']);
    expect(() => choosePort(pod([WEB]), { port: '82', servicePorts })).toThrow(
      'pod/web-1 has no port named 82, which leads to gone; it has http',
    );
  });

  it('refuses what is no port', () => {
    for (const port of ['0', '65536', '99999', ''])
      expect(() => choosePort(pod([WEB]), { port })).toThrow(/no port named/);
  });
});
