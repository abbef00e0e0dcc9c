import { expect, it } from 'vitest';
import { browsers } from '../../../src/pprof/output/viewer.js';

it('the user has the first choice of a browser, and xdg-open comes last, where there is a desktop', () => {
  expect(browsers({ BROWSER: 'my --browser', DISPLAY: ':0' }, 'linux')).toEqual([
    'my --browser',
    'chrome',
    'google-chrome',
    'chromium',
    'firefox',
    'sensible-browser',
    'xdg-open',
  ]);
  expect(browsers({ BROWSER: '' }, 'linux').at(-1)).toBe('sensible-browser');
  expect(browsers({}, 'darwin')).toEqual(['/usr/bin/open']);
  expect(browsers({ BROWSER: 'x' }, 'win32')).toEqual(['x', 'cmd /c start']);
});
