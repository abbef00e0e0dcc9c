import { PPROF_OPTIONS, type PprofOption, type PprofOptions } from '@heaptide/report/pprof';
import { NumberError, parseGoBoolean, parseGoDecimal, parseGoFloat } from '../command-line/go-number.js';
import { pprofError } from '../pprof-error.js';

/** The option of this name, or the one that has it among its choices. */
export function findOption(name: string): PprofOption | undefined {
  return PPROF_OPTIONS.find((option) => option.name === name || option.choices?.includes(name));
}

/** May it stand without a value? */
export function isSwitch(option: PprofOption, name: string): boolean {
  return option.name !== name || typeof option.initial === 'boolean';
}

/**
 * The options with one of them set from text, as the shell of pprof does it: `nodecount` to `10`, `trim` to `no`, or
 * `cum` to `true`.
 *
 * @throws {HeaptideError} `HT_E_PPROF`.
 */
export function setOption(options: PprofOptions, name: string, text: string): PprofOptions {
  const option = findOption(name);
  if (option === undefined) throw unknownOption(name);
  if (option.name === name) return { ...options, [name]: parseOption(option, text) };
  if (parseGoBoolean(text) !== true) throw unknownOption(name);
  return { ...options, [option.name]: name };
}

function parseOption({ name, initial, choices }: PprofOption, text: string): string | number | boolean {
  switch (typeof initial) {
    case 'boolean':
      return parseBoolean(text);
    case 'number':
      return name === 'nodecount' ? parseNumber('Atoi', text) : parseNumber('ParseFloat', text);
    default:
      if (choices !== undefined && !choices.includes(text)) {
        throw pprofError(`invalid "${name}" value ${JSON.stringify(text)}`);
      }
      return text;
  }
}

/** More words than Go takes: those of the first pprof. */
function parseBoolean(text: string): boolean {
  const word = text.toLowerCase();
  if (['true', 't', 'yes', 'y', '1', ''].includes(word)) return true;
  if (['false', 'f', 'no', 'n', '0'].includes(word)) return false;
  throw pprofError(`illegal value "${text}" for bool variable`);
}

function parseNumber(by: 'Atoi' | 'ParseFloat', text: string): number {
  try {
    return by === 'Atoi' ? parseGoDecimal(text, 64) : parseGoFloat(text);
  } catch (error) {
    if (!(error instanceof NumberError)) throw error;
    throw pprofError(`strconv.${by}: parsing ${JSON.stringify(text)}: ${error.fault}`);
  }
}

function unknownOption(name: string): Error {
  return pprofError(`unknown config field ${JSON.stringify(name)}`);
}
