import { describe, expect, it } from 'vitest';
import { agentEnvironment } from '../../src/program/agent-environment.js';

describe('the environment of the program', () => {
  const register = 'file:///agent/register.js';

  it('starts the agent on a free port of loopback, before all that NODE_OPTIONS asks for', () => {
    const env = agentEnvironment(
      {
        NODE_OPTIONS: '--max-old-space-size=64',
        HEAPTIDE_TOKEN: 'secret',
        HEAPTIDE_RING: '/ring',
        PATH: '/bin',
      },
      { register, interval: 4096, exactSites: false },
    );
    expect(env).toEqual({
      NODE_OPTIONS: `--max-old-space-size=64 --import=${register}`,
      HEAPTIDE_ADDR: '127.0.0.1:0',
      HEAPTIDE_INTERVAL: '4096',
      PATH: '/bin',
    });
  });

  it('turns inlining off by a module that NODE_OPTIONS can hold', () => {
    const { NODE_OPTIONS } = agentEnvironment({}, { register, interval: 4096, exactSites: true });
    const [exact, agent] = NODE_OPTIONS!.split(' ');
    expect(exact).toMatch(/^--import=data:text\/javascript,[^\s'"\\]+$/);
    expect(agent).toBe(`--import=${register}`);
    const code = decodeURIComponent(exact!.replace(/^.*?,/, ''));
    expect(code).toContain('--no-turbo-inlining');
  });
});
