import type { FakeTerminal } from './fake-terminal.js';

export interface PlainInk {
  /** Has Ink draw these lines. */
  draw(lines: readonly string[]): void;
  unmount(): void;
}

/**
 * Lines drawn by Ink alone, one `<Text>` each, with the renderer that it has by default. To be mounted once React is
 * loaded as in production.
 */
export async function mountPlainInk(terminal: FakeTerminal): Promise<PlainInk> {
  const { createElement } = await import('react');
  const { Box, render, Text } = await import('ink');
  const page = (lines: readonly string[]) =>
    createElement(
      Box,
      { flexDirection: 'column' },
      lines.map((line, row) => createElement(Text, { key: row, wrap: 'truncate' }, line === '' ? ' ' : line)),
    );
  const app = render(page([]), {
    stdout: terminal as unknown as NodeJS.WriteStream,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  return { draw: (lines) => app.rerender(page(lines)), unmount: () => app.unmount() };
}
