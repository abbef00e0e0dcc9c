import type { CommandOption } from '../command.js';

/** How holders are looked for. */
export const WHY_MODES = ['walk', 'snapshot'] as const;

export type WhyMode = (typeof WHY_MODES)[number];

/** Flags of a question. */
export const WHY_OPTIONS = {
  gc: {
    type: 'boolean',
    default: false,
    describe: 'collect garbage before it is judged what is alive (pauses the process)',
  },
  unit: { type: 'string', describe: 'work counter to divide growth by, such as sessions' },
  mode: {
    type: 'string',
    default: 'walk',
    choices: WHY_MODES,
    describe: 'how holders are looked for; snapshot finds more, and takes many times the heap in memory',
  },
} as const satisfies Record<string, CommandOption>;
