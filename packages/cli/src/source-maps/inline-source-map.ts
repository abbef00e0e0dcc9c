import { sourceMapError } from './source-map-error.js';

const DATA_URL = /^data:([^,]*),/i;

/**
 * The text of a `data:` URL, base64 or percent-encoded; `undefined` for other URLs.
 *
 * @throws {HeaptideError} `HT_E_BAD_SOURCE_MAP`.
 */
export function inlineSourceMap(url: string): string | undefined {
  const prefix = DATA_URL.exec(url);
  if (prefix === null) return undefined;
  const data = url.slice(prefix[0].length);
  if (/;\s*base64\s*$/i.test(prefix[1]!)) return Buffer.from(data, 'base64').toString('utf8');
  try {
    return decodeURIComponent(data);
  } catch {
    throw sourceMapError('its data: URL is not percent-encoded');
  }
}
