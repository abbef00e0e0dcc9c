import { expect, test } from 'vitest';
import { whyMarkdown } from '../../src/why/why-markdown.js';
import { hostileNames } from '../hostile-names.js';
import { aliveAnswer, chainAnswer, diesAnswer, heldAnswer, uncalledAnswer } from './sample-answer.js';

const PLACE = heldAnswer().site;

test('an answer as a comment', async () => {
  await expect(whyMarkdown(heldAnswer(), PLACE)).toMatchFileSnapshot('./screens/held.md');
});

test('every answer has its sentence, its next step and its cost', () => {
  for (const answer of [heldAnswer(), chainAnswer(), diesAnswer(), aliveAnswer(), uncalledAnswer()]) {
    const text = whyMarkdown(answer, PLACE);
    expect(text).toMatch(/^### heaptide why: `newSession`: /);
    expect(text).toMatch(/^Next:\n\n- /m);
    expect(text).toMatch(/^Cost:\n\n- 2\.5 s; stopped 12 times/m);
  }
});

test('nothing that the process names is markup, a mention or a fence', () => {
  const names = [
    ...hostileNames(200),
    '@octocat #1 ```',
    '</code><img src=x onerror=1>',
    '**[x](http://a.example)**',
  ];
  for (const name of names) {
    const { holder, ...rest } = heldAnswer({ text: name, details: [name], unknown: [name], next: name });
    const step = { label: name, class: name };
    const answer = {
      ...rest,
      holder: { ...holder!, name, class: name, file: name, path: [step, step], below: [step] },
    };
    const text = whyMarkdown(answer, { ...PLACE, function: name, file: name });
    const outside = text.replace(/^(`{3,})\n[^]*?\n\1$/m, '').replace(/`[^`\n]+`/g, '');
    expect(outside).not.toMatch(/[^>]@|<img|\*\*\[|^```/m);
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
  }
});
