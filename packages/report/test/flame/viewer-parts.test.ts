import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { startPicture } from '../../src/flame/browser/start-picture.js';
import { parts, viewerScript } from '../../src/flame/viewer-parts.js';

/** Names in a plain script that neither the language nor a browser knows. */
function unknownNames(source: string, library: ts.CompilerHost): string[] {
  const options = {
    allowJs: true,
    checkJs: true,
    noEmit: true,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    types: [],
  };
  const host: ts.CompilerHost = {
    ...library,
    getSourceFile: (name, ...rest) =>
      name === 'piece.js'
        ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2023, true, ts.ScriptKind.JS)
        : library.getSourceFile(name, ...rest),
  };
  const program = ts.createProgram(['piece.js'], options, host);
  const piece = program.getSourceFile('piece.js')!;
  return [...program.getSyntacticDiagnostics(piece), ...program.getSemanticDiagnostics(piece)]
    .filter(({ code }) => code < 2000 || code === 2304 || code === 2552 || code === 2580)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('the pieces of the page', () => {
  /** Reads the library's declarations once for all pieces. */
  let library: ts.CompilerHost;
  beforeAll(() => {
    const plain = ts.createCompilerHost({});
    const read = new Map<string, ts.SourceFile | undefined>();
    library = {
      ...plain,
      getSourceFile: (name, version) => {
        if (!read.has(name)) read.set(name, plain.getSourceFile(name, version));
        return read.get(name);
      },
    };
  });

  it('refer to nothing outside themselves, since only their own text travels', () => {
    const pieces = [...Object.values(parts), startPicture].map((part) => `(${part.toString()});`);
    expect(unknownNames([...pieces, viewerScript()].join('\n'), library)).toEqual([]);
  });

  it('are found out when they do', () => {
    expect(unknownNames('(function piece() { return elsewhere.thing; });', library)).toEqual([
      "Cannot find name 'elsewhere'.",
    ]);
  });

  it('hold nothing that would end the script', () => {
    expect(viewerScript()).not.toMatch(/<\/script|<!--|\]\]>/i);
    expect(startPicture.toString()).not.toMatch(/<\/script|<!--|\]\]>/i);
  });
});
