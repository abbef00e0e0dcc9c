import ts from 'typescript';
import { expect, it } from 'vitest';
import { pageParts, pageScript } from '../../src/web/page-parts.js';

/** Names in a plain script that neither the language nor a browser knows. */
function unknownNames(source: string): string[] {
  const options = {
    allowJs: true,
    checkJs: true,
    noEmit: true,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === 'piece.js'
      ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2023, true, ts.ScriptKind.JS)
      : read(name, ...rest);
  const program = ts.createProgram(['piece.js'], options, host);
  const piece = program.getSourceFile('piece.js')!;
  return [...program.getSyntacticDiagnostics(piece), ...program.getSemanticDiagnostics(piece)]
    .filter(({ code }) => code < 2000 || code === 2304 || code === 2552 || code === 2580)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

it('are pieces that refer to nothing outside themselves, since only their own text travels', () => {
  const pieces = Object.values(pageParts).map((part) => `(${part.toString()});`);
  expect(unknownNames([...pieces, pageScript()].join('\n'))).toEqual([]);
  expect(unknownNames('(function piece() { return elsewhere.thing; });')).toEqual([
    "Cannot find name 'elsewhere'.",
  ]);
});

it('hold nothing that would end the script', () => {
  expect(pageScript()).not.toMatch(/<\/script|<!--|\]\]>/i);
});
