import { HeaptideError } from '@heaptide/profile';
import { PPROF_OPTIONS, type PprofOption, type PprofOptions } from '@heaptide/report/pprof';
import { goNumber } from '../command-line/go-number.js';
import { pprofError } from '../pprof-error.js';
import { setOption } from '../shell/set-option.js';

/**
 * The options with those that the parameters of an address set; an empty parameter sets nothing.
 *
 * @throws {HeaptideError} `HT_E_PPROF` in pprof's words.
 */
export function optionsFromQuery(options: PprofOptions, query: URLSearchParams): PprofOptions {
  let changed = options;
  for (const { name, urlParameter } of PPROF_OPTIONS) {
    const value = urlParameter === undefined ? '' : (query.get(urlParameter) ?? '');
    if (value === '') continue;
    try {
      changed = setOption(changed, name, value);
    } catch (error) {
      if (!(error instanceof HeaptideError)) throw error;
      throw pprofError(`error setting config field ${name}: ${error.message}`);
    }
  }
  return changed;
}

/**
 * The parameters of an address changed so that they stand for the options, and whether that took a change. What a saved
 * configuration does not hold stays as it is.
 */
export function queryForOptions(
  options: PprofOptions,
  query: URLSearchParams,
): { readonly query: URLSearchParams; readonly changed: boolean } {
  const next = new URLSearchParams(query);
  let changed = false;
  for (const option of PPROF_OPTIONS) {
    const { urlParameter, transient } = option;
    if (urlParameter === undefined || transient) continue;
    const value = parameterFor(option, options);
    if ((query.get(urlParameter) ?? '') === value) continue;
    changed = true;
    if (value === '') next.delete(urlParameter);
    else next.set(urlParameter, value);
  }
  if (changed) next.sort();
  return { query: next, changed };
}

/** `''` for the default. */
function parameterFor({ name, initial }: PprofOption, options: PprofOptions): string {
  const value = options[name];
  if (value === initial) return '';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return typeof value === 'number' ? goNumber(value) : value;
}
