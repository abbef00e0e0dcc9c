import type { DemangleMode } from '@heaptide/profile';
import type { Talk } from '../pprof-context.js';

export interface SymbolizeMode {
  /** Begin from the system names again. */
  readonly force: boolean;
  readonly demangle: DemangleMode;
}

/**
 * Reads `-symbolize`; `undefined` leaves all names alone. What concerns binaries is accepted and means nothing here.
 *
 * Method: google/pprof `internal/symbolizer`.
 */
export function parseSymbolizeMode(mode: string, talk: Talk): SymbolizeMode | undefined {
  let force = false;
  let demangle: DemangleMode = 'default';
  for (const word of mode.toLowerCase().split(':')) {
    switch (word.replace(/^demangle=/, '')) {
      case 'full':
      case 'templates':
        demangle = word.replace(/^demangle=/, '') as DemangleMode;
        force = true;
        break;
      case 'none':
        // By itself it turns everything off; `demangle=none` undoes what was done to names before.
        if (word === 'none') return undefined;
        demangle = 'none';
        force = true;
        break;
      case 'no':
        if (word === 'no') return undefined;
        warn(mode, talk);
        break;
      case 'force':
        force = true;
        break;
      case '':
      case 'local':
      case 'fastlocal':
      case 'remote':
      case 'default':
        break;
      default:
        warn(mode, talk);
    }
  }
  return { force, demangle };
}

function warn(mode: string, talk: Talk): void {
  talk(`ignoring unrecognized symbolization option: ${mode}`);
  talk('expecting -symbolize=[local|fastlocal|remote|none][:force][:demangle=[none|full|templates|default]');
}
