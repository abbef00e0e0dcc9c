import { expect, it } from 'vitest';
import { completer } from '../../../src/pprof/shell/complete.js';

const complete = completer(
  ['newSession', 'newRequest', 'Cache.get (native)', 'evil\u001b[31m', 'newSession'],
  ['inuse_space'],
);

it.each([
  ['to', ['top', 'topproto'], 'to'],
  ['TREE', ['tree'], 'TREE'],
  ['nodec', ['nodecount='], 'nodec'],
  ['cu', ['cum=true'], 'cu'],
  ['inuse', ['inuse_space'], 'inuse'],
  ['help gran', [], 'gran'],
  ['help line', ['lines'], 'line'],
  ['help line x', [], 'x'],
  ['peek Sess', ['newSession'], 'Sess'],
  ['top5 new', ['newRequest', 'newSession'], 'new'],
  ['top x -Sess', ['newSession'], 'Sess'],
  ['list Cache', ['Cache\\.get\\s\\(native\\)'], 'Cache'],
  ['focus=Sess', ['newSession'], 'Sess'],
  ['tags Sess', [], 'Sess'],
  ['top >new', [], '>new'],
  ['zork new', [], 'new'],
  ['peek evil', [], 'evil'],
  ['peek ', [], ''],
])('%j', (line, candidates, replaced) => {
  expect(complete(line)).toEqual([candidates, replaced]);
});
