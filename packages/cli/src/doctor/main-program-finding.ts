import type { ContainerFacts } from '@heaptide/kube';
import { advice, type Finding, problem } from './finding.js';

const PACKAGE_MANAGER = /(?:^|\/)(npm|npx|yarn|pnpm|bun)(?:-cli\.js|\.c?js)?$/;
const SHELL = /(?:^|\/)(?:ba|da|a|z)?sh$/;

/** Who is process 1 of a container, as far as the spec says: a package manager or a shell stands between. */
export function mainProgramFinding({ command, args, name }: ContainerFacts): Finding | undefined {
  const words = [...command, ...args];
  const [first = '', second = '', third = ''] = words;
  const check = 'main-program';
  const manager =
    PACKAGE_MANAGER.exec(first)?.[1] ??
    (/(?:^|\/)node(?:js)?$/.test(first) ? PACKAGE_MANAGER.exec(second)?.[1] : undefined);
  if (manager !== undefined) {
    return problem(
      check,
      `process 1 of container ${name} is ${manager}: it passes no signals on in time, doubles the memory, and --attach finds it instead of the program`,
      'start the program itself: command: ["node", "server.js"]',
    );
  }
  if (!SHELL.test(first) || !/^-[a-z]*c$/.test(second)) return undefined;
  if (
    PACKAGE_MANAGER.test(
      third
        .trim()
        .replace(/^exec\s+/, '')
        .split(/\s+/, 1)[0] ?? '',
    )
  )
    return problem(
      check,
      `process 1 of container ${name} is a shell that runs a package manager`,
      'command: ["node", "server.js"]',
    );
  if (/(?:^|[;&|]\s*)exec\s/.test(third)) return undefined;
  return advice(
    check,
    `process 1 of container ${name} is a shell, which passes no signal on: the program is killed at the end of the grace period`,
    'write exec before the program, or command: ["node", "server.js"]',
  );
}
