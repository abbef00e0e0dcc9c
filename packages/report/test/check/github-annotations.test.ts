import { describe, expect, it } from 'vitest';
import { renderGithubAnnotations, withoutCommands } from '../../src/check/index.js';
import { failedBy, findingOf, growthOf, leakAt, resultOf } from './check-fixtures.js';

/** A workflow command as GitHub's runner reads it (ActionCommand.TryParseV2). */
function readCommand(line: string): { level: string; properties: Record<string, string>; text: string } {
  const match = /^::(\w+)(?: (.*?))?::(.*)$/s.exec(line)!;
  const properties = Object.fromEntries(
    (match[2] ?? '').split(',').map((pair) => {
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      return [name, unescape(value)];
    }),
  );
  return { level: match[1]!, properties, text: unescape(match[3]!) };
}

function unescape(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}

function commandsOf(text: string) {
  return text.split('\n').filter(Boolean).map(readCommand);
}

describe('annotations for GitHub', () => {
  it('are an error at the place of a finding, with the call path', () => {
    const [command, ...others] = commandsOf(renderGithubAnnotations(failedBy(findingOf(leakAt()))));
    expect(others).toEqual([]);
    expect(command!.level).toBe('error');
    expect(command!.properties).toEqual({
      file: 'src/session.js',
      line: '12',
      col: '20',
      title: 'heaptide check: leak in newSession',
    });
    expect(command!.text.split('\n')).toEqual([
      'newSession@src/session.js: leak of memory: +120 B per session (110 B to 130 B)',
      '111 of 111 samples older than 4 captures are still alive',
      '  at newSession /app/src/session.js:12:20',
      '  at onRequest /app/src/session.js:3:20',
    ]);
  });

  it('name no file where the project has none', () => {
    const { place, ...elsewhere } = findingOf(leakAt());
    expect(place).toBeDefined();
    const [command] = commandsOf(renderGithubAnnotations(failedBy(elsewhere)));
    expect(command!.properties).toEqual({ title: 'heaptide check: leak in newSession' });
  });

  it('are a notice for what is allowed, and nothing for a check that passed', () => {
    const finding = findingOf(leakAt(), { allowedBy: { site: 'newSession', reason: 'known' } });
    const [command] = commandsOf(renderGithubAnnotations(resultOf({ findings: [finding] })));
    expect(command!.level).toBe('notice');
    expect(command!.text).toContain('allowed: known');
    expect(renderGithubAnnotations(resultOf())).toBe('');
  });

  it('tell of an inconclusive check as its exit status does', () => {
    const growth = growthOf({ verdict: 'inconclusive', reason: 'needs 3 more captures' });
    const level = (inconclusiveAllowed: boolean) =>
      commandsOf(
        renderGithubAnnotations(resultOf({ outcome: 'inconclusive', inconclusiveAllowed, growth })),
      )[0]!.level;
    expect(level(false)).toBe('error');
    expect(level(true)).toBe('warning');
  });

  it('cannot be broken out of by a name', () => {
    const name = 'a::error file=x,line=1::b\n::stop-commands::c%0A,d:e';
    const site = leakAt({ function: name, reason: '100% of\r\nsamples' });
    const text = renderGithubAnnotations(failedBy(findingOf(site)));
    const lines = text.split('\n').filter(Boolean);
    expect(lines).toHaveLength(1);
    const { properties, text: message } = readCommand(lines[0]!);
    expect(Object.keys(properties)).toEqual(['file', 'line', 'col', 'title']);
    expect(properties.title).toBe(`heaptide check: leak in ${name.replace('\n', '␊')}`);
    expect(message).toContain('100% of␍␊samples');
  });
});

it('text of others is no command', () => {
  const text = withoutCommands('::error::x\n  ::add-mask::y\nz ##[group]w\nhttp://[::1]:80');
  expect(text).toBe(': :error::x\n  : :add-mask::y\nz ## [group]w\nhttp://[::1]:80');
});
