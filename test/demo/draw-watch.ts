/** Draws the picture of the watch screen in docs from a real run against the leaky proxy. */
import { writeFile } from 'node:fs/promises';
import { launchProgram } from '../support/child-program.js';
import { PtyTerminal } from '../support/pty-terminal.js';
import { cliPath, startSessionStory } from '../support/session-story.js';
import { screenSvg } from './screen-svg.js';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: node .build/demo/draw-watch.js FILE.svg');
  process.exit(2);
}
const story = await startSessionStory('leaky');
try {
  await launchProgram({ args: [cliPath, 'churn', story.mcpUrl, '--sessions', '2000'] }).exited;
  const load = launchProgram({ args: [cliPath, 'churn', story.mcpUrl, '--sessions', '60000'] });
  const terminal = new PtyTerminal(process.execPath, [cliPath, 'watch', story.heapUrl, '--every', '1s'], {
    columns: 100,
    rows: 30,
    env: { COLORTERM: '' },
  });
  await terminal.shows(/captures 15/);
  await writeFile(file, screenSvg(terminal.cells()));
  terminal.type('q');
  await terminal.exited;
  await load.stop();
} finally {
  await story.stop();
}
